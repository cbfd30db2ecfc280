"""Reception and hotline are open around the clock: who hears of an outage, what the next shift reads (TM-01, AP-07)."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from casework import clock, engine, ledger, outbox, sweep
from casework.demo import actor
from casework.models import OutboxMessage, Record
from casework.refusals import InvalidData, NotYourRole
from casework.timers import local_day
from relief.demo.roads import Driver
from relief.models import Outage, ReliefCase, ShiftHandover
from relief.outage.lifecycle import BACK, NOTICED, OUT, OUTAGE
from tests import statements
from tests.casework import canary
from tests.casework.canary import Mark
from tests.relief import staff
from tests.relief.station import BY_ROLE, START, Station, denied, later
from tests.relief.test_blank_forms import text
from tests.relief.test_clocks import told
from tests.relief.test_shifts import GOES, TOLD
from tests.statements import LIST

SINCE = START - timedelta(hours=2)
GONE = {"service": "hotline", "since": "2026-11-23T07:00", "cause": "线路故障"}
INSTEAD = {"instead": "转到值班手机，手写登记。"}


def out(who: str = "jiedai", **more: Any) -> Any:
    return engine.create(Outage, actor=actor(who), data=GONE | more).record


def do(made: Any, who: str, code: str, **data: Any) -> Any:
    row = Outage.objects.get(pk=made.pk)
    act = engine.perform if code in OUTAGE.rows else engine.amend
    return act(row, code, actor=actor(who), data=data).record


def heard(made: Any) -> list[tuple[str, str, list[str]]]:
    rows = OutboxMessage.objects.filter(record_id=made.pk, receiver="bell").order_by("pk")
    return [(r.topic, (body := outbox.open_payload(r))["kind"], body["audience"]["roles"]) for r in rows]


@pytest.mark.parametrize("role", NOTICED.split())
def test_whoever_notices_it_writes_it_down_and_leader_and_bureau_hear_at_once(station: Station, role: str) -> None:
    made = out(BY_ROLE[role])
    assert heard(made) == [("notice.service_out", "safety", ["DUT", "SUP"])]
    timer = made.timers.get()
    assert (timer.key, timer.started_at, timer.due_at) == ("TM-01", SINCE, SINCE), "late from its first minute"
    sweep.run()
    assert len(heard(made)) == 1, "told once"
    back = do(made, BY_ROLE[role], "restore_service", **INSTEAD)
    assert (back.state, back.due_at) == (BACK, None)
    assert heard(made)[1:] == [("notice.service_back", "safety", ["DUT", "SUP"])]
    assert not list(ledger.verify([made.pk]))


def test_the_clock_begins_with_the_true_minute(station: Station) -> None:
    made = out(since=None)
    assert made.timers.get().due_at == made.since
    assert made.state == OUT


def test_guard_outage_instead_told(station: Station) -> None:
    made = out()
    assert denied(lambda: do(made, "jiedai", "restore_service")) == ["outage_instead_told"]
    do(made, "zhiban", "update_outage", **INSTEAD)
    assert denied(lambda: do(made, "jiedai", "restore_service")) == []
    assert Outage.objects.get().instead.reveal() == INSTEAD["instead"], "what was written stays"


@pytest.mark.parametrize(("code", "data", "field"), [
    ("", {"since": "2026-11-23T09:01"}, "since"), ("", {"service": "kitchen"}, "service"),
    ("restore_service", {"until": "2026-11-23T06:59"}, "until"),
    ("restore_service", {"until": "2026-11-23T09:30"}, "until"),
])  # fmt: skip
def test_what_cannot_be_is_said_by_field(station: Station, code: str, data: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidData) as refused:
        do(out(), "jiedai", code, **INSTEAD | data) if code else out(**data)
    assert list(refused.value.errors) == [field]


def test_one_outage_of_a_service_at_a_time(station: Station) -> None:
    made = out()
    with pytest.raises(InvalidData) as twice:
        out()
    assert "service" in twice.value.errors
    out(service="reception")
    do(made, "jiedai", "restore_service", **INSTEAD)
    out()
    with pytest.raises(IntegrityError, match="relief_one_outage_at_a_time"), transaction.atomic():
        Outage.objects.filter(service="hotline").update(until=None)
    with pytest.raises(IntegrityError, match="relief_outage_ends_after_it_begins"), transaction.atomic():
        Outage.objects.filter(service="hotline").update(until=SINCE - timedelta(minutes=1))


def test_the_shift_shows_it_and_leaves_it_to_the_next(station: Station) -> None:
    """The leader: sees what is out on the page of the shift, writes the hand-over, the next one reads it there."""
    made, browser = out(), station.client(GOES)
    page = browser.get("/relief/shift/").content.decode()
    assert "停用：1" in page
    assert "热线停用中，今天07:00起" in page
    assert f"/outages/{made.number}/" in page
    assert "/outages/new/" in page
    assert "12小时内到期：0" in page, "said once"
    hand = engine.create(ShiftHandover, actor=actor(GOES), data=TOLD).record
    with later(hours=1):
        do(made, "zhiban", "restore_service", **INSTEAD)
        hand = engine.perform(hand, "sign_over_shift", actor=actor(GOES)).record
        signed = browser.get(f"/shifts/{hand.number}/").content.decode()
    assert "已恢复" in signed
    with later(hours=14):
        assert "停用：" not in station.client(GOES).get("/relief/shift/").content.decode()
        assert "已恢复" in station.client(GOES).get(f"/shifts/{hand.number}/").content.decode(), "as it was signed"
    ShiftHandover.objects.filter(pk=hand.pk).update(figures={k: v for k, v in hand.figures.items() if k != "outages"})
    assert browser.get(f"/shifts/{hand.number}/").status_code == 200, "one that was signed before outages were kept"


def test_clocks_of_the_director_are_none_of_the_shift(station: Station) -> None:
    staff.checked("zhaoliao", checked_on="2025-11-01")
    assert "12小时内到期：0" in station.client(GOES).get("/relief/shift/").content.decode()


def test_pages_and_who_reads_them(station: Station) -> None:
    browser = station.client("jiedai")
    assert "值班领导和县民政局马上得到通知" in browser.get("/outages/new/").content.decode()
    assert browser.post("/outages/new/", {"service": "hotline"}).status_code == 302, "one field, one press"
    made = Outage.objects.get()
    page = browser.get(f"/outages/{made.number}/").content.decode()
    assert f"/outages/{made.number}/do/restore-service/" in page
    with statements.counted() as sent:
        assert made.number in browser.get("/outages/").content.decode()
    statements.within(LIST, "page /outages/", sent)
    seen = {role for role, who in BY_ROLE.items() if Record.objects.visible_to(actor(who)).filter(pk=made.pk)}
    assert seen == {"RCP", "SEC", "CSW", "CAR", "HLT", "DUT", "DIR", "SUP"}
    for role in ("DIR", "SUP", "STK"):
        with pytest.raises(NotYourRole):
            out(BY_ROLE[role])


def test_what_people_did_instead_lies_nowhere_in_the_clear(station: Station) -> None:
    phone = f"1990{7_340_000 + 42}"
    mark = Mark("outage.instead", f"寻标停讹，转到{phone}", "寻标停讹", phone)
    made = out(instead=mark.text)
    assert not canary.leaks_in_database([mark])
    page = station.client("minzheng").get(f"/outages/{made.number}/").content.decode()
    assert "寻标停讹" in page
    assert phone not in page


# --- AP-07 ------------------------------------------------------------------------------------------------------------


def test_a_call_written_by_hand_is_entered_later_with_its_true_time(station: Station) -> None:
    """No power at five in the morning: a pen and the form; at nine the receptionist enters it as it was."""
    client = station.client("jiedai")
    listed = client.get("/relief/leads/").content.decode()
    assert "/relief/forms/J-44/" in listed
    (page,) = text(client.get("/relief/forms/J-44/").content)
    for words in ("热线登记表（手写）", "任何来电都记", "恢复后在“热线线索”逐条补录", "示范区救助管理站"):
        assert words in page, words
    called = datetime(2026, 11, 23, 5, 10, tzinfo=clock.CHINA)
    sent = {"place": "汽车站候车室", "zone": "rural", "called_at": "2026-11-23T05:10"}
    assert client.post("/relief/leads/new/", sent).status_code == 302
    case = ReliefCase.objects.get()
    assert case.lead_at == called
    assert case.opened_at >= START, "when it was entered stands beside it"
    assert case.timers.get().due_at == called + timedelta(hours=1), "the minutes ran from the call"
    assert "补录，来电" in client.get("/relief/leads/").content.decode()
    detail = client.get(f"/relief/{case.number}/").content.decode()
    assert "来电今天05:10，补录今天09:00" in detail
    plain = Driver.of_lead(place="桥下")
    assert "手写后补录" not in client.get(f"/relief/{plain.case.number}/").content.decode()


def test_the_call_is_entered_however_old_but_not_before_it_came(station: Station) -> None:
    old = Driver.of_lead(place="桥下", called_at="2026-11-20T05:10")
    assert local_day(old.case.lead_at).isoformat() == "2026-11-20"
    sweep.run()
    assert told(old, "TM-02a"), "late is late, also where it was written by hand"
    with pytest.raises(InvalidData) as ahead:
        Driver.of_lead(place="桥下", called_at="2026-11-23T09:01")
    assert list(ahead.value.errors) == ["called_at"]
