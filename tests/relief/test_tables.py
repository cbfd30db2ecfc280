"""The declarations of relief against the specification's tables: row by row for what is built, by name for the rest."""

import re
from datetime import timedelta
from typing import Any

import pytest

from casework import access, kinds
from casework.models import TimerRule
from relief import codes
from relief.lifecycle import CASE
from relief.papers import PAPERS
from relief.roles import ROLES
from relief.states import BEFORE_ADMISSION, PRESENT, STATES
from tests import tables
from tests.tables import cell

#: Rows of the table that are not built yet. Whoever builds one takes it out.
NOT_BUILT = {
    "TA32-HO",
    "TA19-A12", "TA19-A13", "TA20", "TA21", "TA22-A09", "TA22-A12", "TA23",
    "TA24", "TA25", "TA29", "TA30", "TA31", "TA33",
}  # fmt: skip
#: Clocks whose effect runs; the others come with the acts that answer them.
CLOCKS = {
    "TM-02a",
    "TM-02b",
    "TM-02c",
    "TM-03",
    "TM-06",
    "TM-11",
    "TM-13a",
    "TM-13b",
    "TM-22",
    "TM-23a",
    "TM-23b",
    "TM-24",
    "TM-25",
    "TM-30",
    "TM-32",
    "TM-31",
}
#: They run from the service of a notice, which follows the decision; a right that ends is nobody's alarm.
REMEDIES = {"TM-23a", "TM-23b"}
#: Guards of amendments that name the bed, the room, the pair or the carer they look at, in words of their own.
SPOKEN = {"room_matches_sex", "female_carer_for_women", "two_reviewers", "carer_of_minor_checked"}
#: Guards that say what the remark of a row says.
REMARKED = {"bureau_clears"}
#: They act through the station's people (the patrol until it has posts of its own), and by the clockwork.
NO_ACCOUNT, CLOCKWORK = {"PER", "REL", "POL", "PAT"}, {"SYS": "system"}


def rows() -> dict[str, dict[str, str]]:
    return {r["spec_id"]: r for r in tables.table("transitions.csv", "relief") if r["lifecycle"] == "relief.case"}


def papers(row: dict[str, str]) -> set[str]:
    """The papers of the table that have a wording."""
    return {f"J-{int(no):02}" for no in cell(row["documents"])} & {paper.code for paper in PAPERS}


def actors(row: dict[str, str]) -> set[str]:
    named = {CLOCKWORK.get(code, code) for code in cell(row["actors"])}
    return (named - NO_ACCOUNT) & set(ROLES)


def test_transitions_equal_the_table_row_by_row() -> None:
    wanted, built = rows(), {state.code for state in STATES}
    if not wanted:
        return
    for declared in CASE.of():
        row = wanted[declared.spec_id]
        told = declared.spec_id
        assert (declared.code, str(declared.label)) == (row["transition"], row["label_zh"]), told
        assert set(declared.sources) == set(cell(row["sources"])) & built, told
        assert declared.target == row["target"], told
        # who asks and never decides may stand among the actors of the table, or in its note alone
        assert declared.by <= actors(row) <= declared.by | declared.asked_by, told
        assert [guard.code for guard in declared.needs] == cell(row["guards"]), told
        assert set(declared.starts) == set(cell(row["starts_timers"])) & CLOCKS - REMEDIES, told
        assert set(declared.stops) == set(cell(row["stops_timers"])) & CLOCKS, told
        assert set(declared.prints) == papers(row), told
        assert set(declared.rules.split()) == set(cell(row["rules"])), told


def test_the_beginning_equals_the_table() -> None:
    for spec_id, begun in zip(("TA02", "TA01") if rows() else (), CASE.beginnings, strict=False):
        _begins(rows()[spec_id], begun)
    assert len(CASE.beginnings) == 2


def _begins(row: dict[str, str], begun: Any) -> None:
    state = begun.begins or CASE.initial
    assert (begun.code, str(begun.label), state) == (row["transition"], row["label_zh"], row["target"])
    assert begun.by == actors(row)
    assert set(begun.prints) == papers(row)
    assert [guard.code for guard in begun.needs] == cell(row["guards"])
    assert set(begun.rules.split()) == set(cell(row["rules"]))


def test_what_is_not_built_is_named_and_nothing_else() -> None:
    if wanted := rows():
        assert set(wanted) - {row.spec_id for row in CASE.of()} - {"TA01"} == NOT_BUILT


def test_guards_equal_the_table_word_for_word() -> None:
    wanted = {r["guard"]: r for r in tables.table("guards.csv", "relief")}
    acts: list[Any] = [*CASE.amendments.values(), *CASE.rows.values(), *CASE.beginnings]
    ours = {guard.code for act in CASE.amendments.values() for guard in act.needs} - set(wanted) | SPOKEN | REMARKED
    for guard in {g.code: g for act in acts for g in act.needs if g.code not in ours}.values():
        if not wanted:
            return
        row = wanted[guard.code]
        assert (str(guard.message), str(guard.remedy)) == (row["denial_message_zh"], row["remedy_zh"]), guard.code
        assert (guard.override or "none") == row["override"], guard.code
        assert set(guard.rules.split()) == set(cell(row["rules"])), guard.code


def test_papers_are_called_as_in_the_table() -> None:
    wanted = {f"J-{int(r['no']):02}": r["name_zh"] for r in tables.table("documents.csv", "relief")}
    names = {"J-07": "部门/群众护送交接单", "J-09": "检视与送医单、120交接", "J-16": "亲属接领登记表(附身份证复印件)",
             "J-29": "事件报告(1小时口头记录、24小时书面)",
             "J-39": "个人信息处理告知书(成人/监护人/不满14周岁)"}  # fmt: skip
    for paper in PAPERS if wanted else ():
        assert wanted[paper.code] == names.get(paper.code, str(paper.name)), paper.code


def test_states_equal_the_table_and_are_all_reached() -> None:
    wanted = {r["state"]: r for r in tables.table("states.csv", "relief") if r["lifecycle"] == "relief.case"}
    for state in STATES if wanted else ():
        row = wanted[state.code]
        assert (str(state.label), state.terminal) == (row["label_zh"], row["terminal"] == "1"), state.code
        present = row["in_station"] == "1"
        assert present == (state.code in PRESENT), state.code
    targets = {row.target for row in CASE.of()} | {CASE.initial, *(act.begins for act in CASE.also)}
    assert targets - {"@same", "@previous"} == set(CASE.states)
    assert set(BEFORE_ADMISSION) < set(CASE.states)


@pytest.mark.django_db
def test_clocks_equal_the_table() -> None:
    wanted = {r["key"]: r for r in tables.table("timers.csv", "relief")}
    rules = TimerRule.objects.filter(lifecycle="relief.case", valid_to__isnull=True)
    assert {rule.key for rule in rules} == CLOCKS
    alarms = kinds.by_name("relief.case").alarms
    assert alarms is not None
    assert set(alarms) == CLOCKS - REMEDIES
    for rule in rules if wanted else ():
        row = wanted[rule.key]
        length = (f"{rule.amount / 60:g}", "hour") if rule.unit == "minute" else (str(rule.amount), rule.unit)
        assert (*length, rule.roll) == (row["length"], row["unit"], row["roll"]), rule.key
        if rule.key in REMEDIES:
            assert (rule.is_deadline, row["warns_before"]) == (False, "")
            continue
        assert warned(row["warns_before"]) == alarms[rule.key].before, rule.key
        assert rule.basis in cell(row["rules"]), rule.key
        for role in alarms[rule.key].told if rule.key not in ("TM-24", "TM-25") else ():
            assert role in row["on_expiry"], rule.key


def warned(words: str) -> timedelta:
    """How long before its end a clock warns. “2 days (day 8)” counts from the tenth day, which ends with the clock."""
    length = re.match(r"([\d.]+) (day|hour)", words)
    if length is None:
        return timedelta(0)
    counted = timedelta(**{f"{length[2]}s": float(length[1])})
    return counted + timedelta(days=1) if "(day" in words else counted


def test_roles_and_code_lists_equal_the_tables() -> None:
    names = {r["code"]: r["label_zh"] for r in tables.table("roles.csv", "relief")}
    assert not names or {c: str(w) for c, w in ROLES.items() if c != "system"}.items() <= names.items()
    wanted: dict[str, dict[str, str]] = {}
    for row in tables.table("code_lists.csv", "relief"):
        wanted.setdefault(row["list"], {})[row["code"]] = row["label_zh"]
    ours = {
        "belonging_kind",
        "check_result",
        "complainant",
        "employment",
        "extension_decision",
        "file_purpose",
        "lead_source",
        "lead_zone",
        "open_day_place",
        "outage_service",
        "police_matter",
        "referral_kind",
        "refusal_alternative",
        "screening_sign",
        "service_kind",
        "service_method",
        "shift",
        "stock_move",
        "ticket_kind",
        "verify_source",
    }
    for name, entries in codes.lists().items() if wanted else ():
        if name not in ours and not name.startswith("complaint_"):
            # the table's row "local" is the remark that a code is of our own
            assert entries == {c: w for c, w in wanted[name].items() if c != "local"}, name
            used = [code for code, _label in codes.choices(name)]
            assert used == [code for code in wanted[name] if code != "local"], name


def test_permissions_equal_the_table() -> None:
    """Of exports those of statistics are built: the letter X of others comes with them. A star reads “of the shift”."""
    ours = {(r.role, r.object): r for r in access.rights() if r.role in ROLES}
    wanted = {(r["role"], r["function"]): r["rights"] for r in tables.table("permissions.csv", "relief")}
    for key, right in ours.items() if wanted else ():
        bare = [part.partition("(")[0] for part in wanted[key].split("|")]
        not_built = set() if right.object == "statistics" else {"X"}
        assert right.letters == {part.strip("*") for part in bare if part} - not_built, key
        words = wanted[key].partition("(")[2].partition(")")[0]
        assert right.scope == ", ".join(filter(None, ["shift" if "*" in wanted[key] else "", words])), key
