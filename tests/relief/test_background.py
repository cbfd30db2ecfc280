"""Who somebody is beyond a name, how the registration was signed, the family; nothing of it is ever a condition."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from casework.demo import actor
from casework.refusals import InvalidData
from relief.lifecycle import CASE
from relief.lifecycle.background import BACKGROUND
from relief.models import Background
from relief.states import DEPARTURE, IN_STATION, RECEPTION
from tests.relief.guards_background import BROTHER
from tests.relief.station import API, Station, again, denied, later
from tests.relief.test_papers import says

SAID = {
    "ethnic": "01", "education": "80", "household": "样例省样例县1号", "workplace": "样例工地", "phone": "13900000002",
    "height_cm": 172, "build": "偏瘦", "disability": "4", "disability_grade": "3",
}  # fmt: skip
PAGE = "/relief/{number}/"


def _errors(act: Any) -> set[str]:
    with pytest.raises(InvalidData) as refused:
        act()
    return set(refused.value.errors)


def test_what_is_said_is_kept_and_an_empty_masked_box_loses_nothing(station: Station) -> None:
    driver = station.at(RECEPTION)
    driver.do("jiedai", "record_background", **SAID)
    driver.do("shegong1", "record_background", ethnic="11", residence="样例市")
    found = Background.objects.get()
    assert (found.household.reveal(), found.residence.reveal(), found.phone.reveal()) == (
        SAID["household"], "样例市", SAID["phone"],
    )  # fmt: skip
    assert (found.ethnic, found.education) == ("11", ""), "what the form shows is written as it stands there"


@pytest.mark.parametrize(
    ("wrong", "field"), [({"height_cm": 17}, "height_cm"), ({"height_cm": 251}, "height_cm"),
                         ({"disability_grade": "1", "disability": ""}, "disability")],
)  # fmt: skip
def test_a_wrong_value_names_its_field(station: Station, wrong: dict[str, Any], field: str) -> None:
    driver = station.at(RECEPTION)
    assert _errors(lambda: driver.do("jiedai", "record_background", **SAID | wrong)) == {field}


def test_the_registration_is_signed_or_vouched_for_by_two(station: Station) -> None:
    driver, one, two = station.at(IN_STATION), actor("zhiban").user_id, actor("anjian").user_id
    unsigned = {"filled_by": "proxy", "proxy_reason": "不识字", "signature": "unable"}
    sign = lambda **more: driver.do("jiedai", "sign_registration", **unsigned | more)  # noqa: E731
    assert _errors(sign) == {"second_witness"}
    assert _errors(lambda: sign(witness=one, second_witness=one)) == {"second_witness"}
    assert _errors(lambda: sign(witness=one, second_witness=two, proxy_reason="")) == {"proxy_reason"}
    sign(witness=one, second_witness=two)
    driver.do("jiedai", "record_background", **SAID)
    driver.do("jiedai", "record_relative", **BROTHER)
    names = [actor(name).user.display_name for name in ("zhiban", "anjian")]  # type: ignore[union-attr]
    says(driver, "J-01", "不识字", "无法签", *names)
    driver.do("jiedai", "sign_registration", filled_by="self", signature="signed")
    says(driver, "J-01", SAID["household"], "样例工地", "小学", "汉", "石例", "兄弟姐妹", "13900000001", "签名")
    for wrong in ({"signature": "refused", "witness": None}, {"filled_by": "proxy", "proxy_reason": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Background.objects.update(**wrong)


def test_a_try_to_reach_the_family_is_what_the_first_day_asks(station: Station) -> None:
    driver = station.at(IN_STATION)
    assert driver.case.timers.get(key="TM-06").stopped_at is None
    driver.do("jiedai", "record_contact", whom="样例村委会", channel="phone", note="没有人接。")
    assert driver.case.timers.get(key="TM-06").stopped_at is not None
    assert _errors(lambda: driver.do("jiedai", "record_contact", channel="phone")) == {"relative"}
    early = {"whom": "样例村委会", "channel": "phone", "tried_at": "2026-11-22T08:00"}
    assert _errors(lambda: driver.do("jiedai", "record_contact", **early)) == {"tried_at"}


def test_a_risk_named_with_a_relative_stays_with_the_name(station: Station) -> None:
    """Who collects is written down anew as harmless: the risk that was said before is not forgotten."""
    driver = station.at(DEPARTURE)
    driver.do("jiedai", "record_relative", **BROTHER | {"risk": "suspected_violence"})
    driver.do("jiedai", "record_collector", name="石例", relation="70", risk="none")
    driver.do("jiedai", "record_collector", name="石样", relation="70", risk="none")
    assert list(driver.case.collectors.values_list("risk", flat=True)) == ["suspected_violence", "none"]
    driver.do("jiedai", "record_relative", **BROTHER | {"name": "石样", "risk": "suspected_abandonment"})
    after = list(driver.case.collectors.values_list("risk", flat=True))
    assert after == ["suspected_violence", "suspected_abandonment"], "also of who was written down as collector before"


def test_a_risk_of_a_relative_keeps_word_and_calls_away_until_it_is_ruled_out(station: Station) -> None:
    driver = station.at(DEPARTURE)
    driver.do("jiedai", "record_relative", **BROTHER | {"risk": "suspected_violence"})
    word = {"addressee": "relatives", "result": "told", "told": "石例", "channel": "phone"}
    send = lambda: driver.do("shegong1", "record_word_ahead", **word)  # noqa: E731
    call = lambda: driver.do("jiedai", "record_contact", relative=brother, channel="phone")  # noqa: E731
    brother = str(driver.case.relatives.get().pk)
    assert (denied(send), denied(call)) == (["no_word_into_danger"], ["safe_to_contact"])
    driver.do("shegong1", "update_relative", relative=brother, risk="none", basis="派出所答复：没有这回事。")
    again(driver)
    assert (denied(send), denied(call)) == ([], [])
    assert driver.case.relatives.get().phone.reveal() == BROTHER["phone"], "an empty box keeps what is there"


def test_the_page_masks_opens_for_a_purpose_and_tells_only_who_reads_it(station: Station) -> None:
    driver = station.at(IN_STATION)
    driver.do("jiedai", "record_background", **SAID)
    driver.do("jiedai", "record_relative", **BROTHER | {"address": "样例省样例县2号"})
    page = PAGE.format(number=driver.case.number)
    shown = station.client("shegong1").get(page).content.decode()
    for words in ("民族", "肢体", "三级", "172cm", "兄弟姐妹"):
        assert words in shown, words
    for hidden in ("13900000002", "13900000001", "石例"):
        assert hidden not in shown, hidden
    opened = station.client("shegong1").post(f"{page}reveal/household/", {"purpose": "case"})
    assert SAID["household"] in opened.content.decode()
    assert "肢体" not in station.client("anjian").get(page).content.decode(), "how somebody is disabled is health"
    assert "兄弟姐妹" not in station.client("husong").get(page).content.decode()
    body = station.client("shegong1").get(f"{API}/{driver.case.pk}").content.decode()
    assert "13900000002" not in body


def test_none_of_it_is_asked_of_anybody_who_goes_or_comes(station: Station) -> None:
    assert not any(ask.required for ask in CASE.amendments["record_background"].asks)
    codes = {guard.code for act in BACKGROUND for guard in act.needs}
    assert not [row.code for row in CASE.rows.values() if codes & {guard.code for guard in row.needs}]
    driver = station.at(IN_STATION)
    with later(minutes=1):
        driver.do("zhaoliao", "leave_voluntarily")
    assert again(driver).outcome == "left_voluntarily"
