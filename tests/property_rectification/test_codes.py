"""Code lists, categories, duty map, permissions and words: the project's own files against the tables."""

from datetime import date
from typing import Any

import pytest

from casework import access, clock
from casework.refusals import InvalidData
from casework.timers import Unit
from property_rectification import categories, category_change, codes, lottery, uscc, words
from property_rectification.models import CategoryVersion, Competence, LegalBasis
from property_rectification.seeding import load_categories
from tests.property_rectification.world import START
from tests.tables import table

TODAY = date(2026, 3, 2)
SAFETY = {"WA08", "WA09", "WA10", "WA12", "WA13", "WB04", "WB05", "WB06"}
MONEY = {"WA01", "WA02", "WA03", "WA04", "WA19", "WA20", "WA21", "WB16"}
POLICE = {"WA13", "WA24", "WB04", "WB11", "WB12", "WB13", "WB14", "WB15"}


def test_code_lists_equal_the_tables() -> None:
    plain = str.maketrans("（）", "()")
    for row in table("code_lists.csv"):
        if row["list"] in codes.lists():
            assert codes.label(row["list"], row["code"]).translate(plain) == row["label_zh"]


def test_unknown_code_is_shown_as_it_is() -> None:
    assert codes.label("channel", "99") == "99"
    with pytest.raises(KeyError):
        codes.choices("no such list")


def test_category_sets_of_the_law(db: None) -> None:
    rows = {c.code: c for c in CategoryVersion.objects.in_force(TODAY)}
    assert len(rows) == 46
    assert {c for c, row in rows.items() if row.safety == "always"} == SAFETY
    assert {c for c, row in rows.items() if row.safety == "urgent"} == {"WA22"}
    assert {c for c, row in rows.items() if row.money} == MONEY
    assert {c for c, row in rows.items() if row.police} == POLICE
    assert {c for c, row in rows.items() if row.suspected} == {"WB12", "WB13", "WB14"}
    assert all("涉嫌" in rows[c].name for c in ("WB12", "WB13", "WB14"))


def test_category_limits_equal_the_tables(db: None) -> None:
    rows = {c.code: c for c in CategoryVersion.objects.in_force(TODAY)}
    for expected in table("categories.csv"):
        row = rows.get(expected["code"])
        if row is None:
            assert expected["code"][:2] in ("RE", "BE")  # of the sister modules
            continue
        assert row.side == expected["side"]
        limits = [(row.limit, row.unit), (row.second_limit, row.second_unit)]
        wanted = [(expected[a], expected[b]) for a, b in (("limit", "unit"), ("second_limit", "second_unit"))]
        assert [(str(n or ""), unit) for n, unit in limits] == wanted, row.code


def test_limit_variants_and_halves(db: None) -> None:
    lift = categories.version("WA08", TODAY)
    first, second = (categories.limit_of(lift, v) for v in ("first", "second"))
    assert first is not None
    assert (first.amount, first.unit) == (24, Unit.HOUR)
    assert second is not None
    assert (second.amount, second.unit) == (15, Unit.CALENDAR_DAY)
    assert categories.halved(second).amount == 7
    one_hour = categories.limit_of(categories.version("WA13", TODAY), "first")
    assert one_hour is not None
    assert categories.halved(one_hour).amount == 1
    assert categories.limit_of(categories.version("WB12", TODAY), "first") is None


def test_safety_of_water_follows_urgency(db: None) -> None:
    water = categories.version("WA22", TODAY)
    assert not categories.is_safety(water, "normal")
    assert categories.is_safety(water, "urgent")
    assert not categories.is_safety(None, "critical")


def test_every_category_has_its_own_test_and_rests_on_verified_law(db: None) -> None:
    """§2.3: what must be there, in our own words; every rule it names is an instrument that may be cited."""
    rows = CategoryVersion.objects.in_force(TODAY)
    titles = tuple(LegalBasis.objects.values_list("title", flat=True))
    assert len({row.test for row in rows}) == len(rows)
    for row in rows:
        assert len(row.test) >= category_change.SHORTEST_TEST, row.code
        assert words.found_in(row.test) is None, row.code
        assert row.basis, row.code
        assert all(cited.startswith(titles) for cited in row.basis), row.code
        assert row.remedies, row.code
        assert categories.leading_organs(row, START) >= set(row.lead_organs), row.code


def test_every_category_has_a_competent_organ(db: None) -> None:
    for row in CategoryVersion.objects.in_force(TODAY):
        assert Competence.objects.in_force(TODAY).filter(category=row.code, power="handle", organ__in=row.lead_organs)


def test_committee_and_community_never_order(db: None) -> None:
    orderers = set(Competence.objects.filter(power__in=("order", "penalty")).values_list("organ", flat=True))
    assert not orderers & {"01", "02", "24", "13", "11"}
    assert not Competence.objects.filter(power="penalty", organ="23").exists()


def test_only_verified_law_is_seeded(db: None) -> None:
    assert set(LegalBasis.objects.values_list("confidence", flat=True)) == {"V"}


def test_versions_of_one_instrument_never_overlap(db: None) -> None:
    for code in set(LegalBasis.objects.values_list("code", flat=True)):
        for day in (date(2013, 6, 1), date(2025, 12, 31), date(2026, 1, 1), TODAY):
            assert LegalBasis.objects.in_force(day).filter(code=code).count() <= 1


def test_seeding_again_changes_nothing_and_keeps_a_local_end(db: None, tmp_path: Any) -> None:
    from django.apps import apps

    path = apps.get_app_config("property_rectification").path + "/seed/categories.csv"
    CategoryVersion.objects.filter(code="WA05").update(valid_to=date(2027, 1, 1))
    report = load_categories(type(tmp_path)(path), clock.now())
    assert (report.created, report.changed, report.unchanged) == (0, 0, 46)
    assert CategoryVersion.objects.get(code="WA05").valid_to == date(2027, 1, 1)


def test_permissions_equal_the_tables() -> None:
    objects = {right.object for right in access.rights()}
    known = {(r.role, r.object): r for r in access.rights()}
    for row in table("permissions.csv"):
        if row["object"] in objects:
            right = known[row["role"], row["object"]]
            assert right.letters == set(filter(None, row["letters"].split("|")))
            assert right.scope == row["scope"]


def test_firm_never_reads_the_reporter() -> None:
    reporter = {r.role: r.letters for r in access.rights() if r.object == "reporter_identity"}
    assert reporter["R15"] == frozenset()
    assert "R" in reporter["R04"]


@pytest.mark.parametrize("text", ["物闹又来了", "清退 刁 民", "老赖业主名单"])
def test_words_not_used_are_refused_in_a_title(text: str) -> None:
    with pytest.raises(InvalidData) as refused:
        words.refuse_in(text, "title")
    assert "不能用在标题和标签里，建议写" in str(refused.value.errors["title"][0])


def test_neutral_title_passes() -> None:
    words.refuse_in("电梯广告收益未公示", "title")


@pytest.mark.parametrize(
    "code",
    ["91220302MA17K3W57K", "91220303MA1ABCD2XQ", "93220323MA8NKLP32R", "91220302MA8TQ01300", "52220382MJ0875QX4P"],
)
def test_right_credit_codes(code: str) -> None:
    assert uscc.is_valid(code)


@pytest.mark.parametrize(
    "code",
    ["91220302MA17K3W57L", "91220302MA71K3W57K", "91220303MA17K3W57K", "91220302MI17K3W57K", "91220302ma17k3w57k", ""],
)
def test_wrong_credit_codes(code: str) -> None:
    assert not uscc.is_valid(code)


def test_lot_is_repeatable_and_near_its_share() -> None:
    drawn = [lottery.drawn("key", "recheck", str(n), 0.10) for n in range(5000)]
    assert drawn == [lottery.drawn("key", "recheck", str(n), 0.10) for n in range(5000)]
    assert 0.08 < sum(drawn) / len(drawn) < 0.12
    assert drawn != [lottery.drawn("other key", "recheck", str(n), 0.10) for n in range(5000)]
