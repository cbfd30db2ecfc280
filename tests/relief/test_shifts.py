"""From one shift to the next: what the system knows stands there, both sign, a report not made stops it (R-57)."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from casework import clock, engine
from casework.demo import actor
from casework.models import Record
from casework.refusals import GuardsFailed
from relief.models import ShiftHandover
from relief.states import IN_STATION, RECEPTION
from tests import statements
from tests.relief.loss import REPORT, missing
from tests.relief.station import BY_ROLE, START, Station, again, denied
from tests.statements import LIST

GOES, COMES = "zhiban", "zhiban2"
TOLD = {"shift": "night", "keys": "钥匙5把，齐", "cash": 20000, "notes": "A2床夜里咳嗽，早上请医务看。"}


def written(**more: Any) -> Any:
    return engine.create(ShiftHandover, actor=actor(GOES), data=TOLD | more).record


def do(made: Any, who: str, code: str, **data: Any) -> Any:
    return engine.perform(ShiftHandover.objects.get(pk=made.pk), code, actor=actor(who), data=data).record


def test_the_night_goes_and_the_morning_comes(station: Station) -> None:
    """The leader: opens the page, adds keys, cash and what to go on with, signs; the next one reads and takes over."""
    driver = station.doubtful(IN_STATION)
    driver.found_guardian()
    driver.do("zhaoliao", "request_release")
    station.at(RECEPTION)
    made = written()
    page = station.client(COMES).get(f"/shifts/{made.number}/").content.decode()
    for words in ("人数：共2", "在站救助", "到站接待", "钥匙5把，齐", "备用金", driver.case.number, "离站请求两人评估"):
        assert words in page, words
    do(made, GOES, "sign_over_shift")
    with clock.moved_to(START + timedelta(minutes=5)):
        driver.do("yiwu", "record_capacity", capacity="clearly_capable")
        driver.do("jiedai", "leave_voluntarily")
        taken = do(made, COMES, "take_over_shift")
        assert "人数：共2" in station.client(COMES).get(f"/shifts/{made.number}/").content.decode(), "as it was signed"
    assert (taken.state, taken.signed_by.username, taken.taken_by.username) == ("taken", GOES, COMES)
    assert [code for code, _n in taken.figures["states"]] == [RECEPTION, IN_STATION]


def test_guard_no_open_mandatory_report(station: Station) -> None:
    """Somebody ill is gone and the police were not called yet: the leader does not go home, and hears whom to call."""
    driver, made = missing(station), written()
    for page in (f"/shifts/{made.number}/", "/relief/shift/"):
        assert "强制报告1件没报：不能交班" in station.client(GOES).get(page).content.decode()
    with pytest.raises(GuardsFailed) as refused:
        do(made, GOES, "sign_over_shift")
    assert refused.value.codes == ["no_open_mandatory_report"]
    assert driver.case.number in refused.value.denials[0].remedy
    driver.report("zhaoliao", **REPORT)
    assert denied(lambda: do(made, GOES, "sign_over_shift")) == []


def test_guard_incoming_is_another(station: Station) -> None:
    made = written()
    do(made, GOES, "sign_over_shift")
    assert denied(lambda: do(made, GOES, "take_over_shift")) == ["incoming_is_another"]
    assert denied(lambda: do(made, COMES, "take_over_shift")) == []


def test_guard_handover_return_reason(station: Station) -> None:
    made = written()
    do(made, GOES, "sign_over_shift")
    assert denied(lambda: do(made, COMES, "reopen_shift_handover")) == ["handover_return_reason"]
    back = do(made, COMES, "reopen_shift_handover", reason="少写了车钥匙。")
    assert (back.state, back.signed_by, back.figures) == ("open", None, {})
    form = station.client(GOES).get(f"/shifts/{made.number}/amend/update-shift-handover/").content.decode()
    assert TOLD["notes"] in form, "what was written is completed, not typed again"


def test_the_overview_of_the_running_shift(station: Station) -> None:
    driver = station.doubtful(IN_STATION)
    driver.do("zhaoliao", "request_release")
    browser = station.client(GOES)
    with statements.counted() as sent:
        page = browser.get("/relief/shift/").content.decode()
    statements.within(LIST, "page /relief/shift/", sent)
    assert again(driver).number in page
    assert "人数：共1" in page
    with clock.moved_to(START + timedelta(hours=3)):
        assert f"{again(driver).number}　已到期" in station.client(GOES).get("/relief/shift/").content.decode()
    for role in ("STK", "ARC", "STA", "SUP"):
        assert station.client(BY_ROLE[role]).get("/relief/shift/").status_code == (200 if role == "SUP" else 403), role
    assert station.client("bieren").get("/relief/shift/").content.decode().count(driver.case.number) == 0


def test_who_reads_it(station: Station) -> None:
    made = written()
    seen = {role for role, who in BY_ROLE.items() if Record.objects.visible_to(actor(who)).filter(pk=made.pk)}
    assert seen == {"RCP", "SEC", "CSW", "CAR", "HLT", "DUT", "DIR", "SUP"}
    assert not Record.objects.visible_to(actor("bieren")).filter(pk=made.pk).exists()


def test_the_database_keeps_both_sides_apart(station: Station) -> None:
    made = written()
    both = actor(GOES).user_id
    with pytest.raises(IntegrityError), transaction.atomic():
        ShiftHandover.objects.filter(pk=made.pk).update(signed_by=both, taken_by=both)
