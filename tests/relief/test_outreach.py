"""A year of outreach: leaflets, the open day of 19 June, and nobody who is helped shown to anybody (TM-28, HB-19)."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from casework import clock, engine, ledger, outbox, sweep
from casework.demo import actor
from casework.fields import EncryptedField
from casework.models import OutboxMessage, Record
from casework.refusals import InvalidData, NotYourRole
from relief.models import LeafletLog, OpenDay, OutreachYear, StatReport
from relief.outreach.lifecycle import HELD, OUTREACH, OVER, PLANNED, SKIPPED, TO_PLAN
from relief.report import showing
from tests import statements
from tests.casework import canary
from tests.casework.canary import Mark
from tests.relief.station import BY_ROLE, Station, denied
from tests.relief.test_papers import pages
from tests.statements import LIST

DIRECTOR, LEADER, WORKER = "zhanzhang", "zhiban", "shegong1"
NEW_YEAR = datetime(2027, 1, 4, 9, 0, tzinfo=clock.CHINA)
#: The open day ends at midnight; it is planned from the first minute of May.
ENDS, PLAN_FROM = datetime(2027, 6, 20, tzinfo=clock.CHINA), datetime(2027, 5, 1, tzinfo=clock.CHINA)
THE_DAY = datetime(2027, 6, 19, 16, 0, tzinfo=clock.CHINA)
MINUTE = timedelta(minutes=1)
PLAN = {"day": "2027-06-19", "theme": "走进救助站", "place": "station", "agencies": "示范区民政局"}
EVENT = PLAN | {"visitors": 46, "feedback": "希望多讲寻亲的办法。", "no_recipients": True}
LEAFLETS = {"given_on": "2027-01-03", "place": "示范镇集市", "kind": "救助政策折页", "copies": 260}


def begun(at: datetime = NEW_YEAR) -> Any:
    with clock.moved_to(at):
        return engine.create(OutreachYear, actor=actor(DIRECTOR), data={}).record


def do(made: Any, who: str, code: str, at: datetime, **data: Any) -> Any:
    row = OutreachYear.objects.get(pk=made.pk)
    act = engine.perform if code in OUTREACH.rows else engine.amend
    with clock.moved_to(at):
        return act(row, code, actor=actor(who), data=data).record


def swept(made: Any, at: datetime, code: str) -> list[list[str]]:
    """Whom the sweep of this moment has told so far."""
    with clock.moved_to(at):
        sweep.run()
    sent = OutboxMessage.objects.filter(record_id=made.pk, topic__startswith=f"notice.{code}", receiver="bell")
    return [outbox.open_payload(message)["audience"]["roles"] for message in sent]


def printed(made: Any, code: str) -> str:
    from casework import documents

    found = documents.latest(OutreachYear.objects.get(pk=made.pk), code)
    return "".join(pages(found)) if found else ""


def test_the_open_day_is_to_be_planned_from_may_and_late_after_19_june(station: Station) -> None:
    made = begun()
    assert made.due_at == ENDS
    assert swept(made, PLAN_FROM - MINUTE, "due_soon") == []
    assert swept(made, PLAN_FROM, "due_soon") == [["DIR"]]
    assert swept(made, ENDS - MINUTE, "overdue") == []
    assert swept(made, ENDS, "overdue") == [["DIR"]]
    done = do(made, LEADER, "hold_open_day", THE_DAY, **EVENT)
    assert (done.state, done.due_at) == (HELD, None)


def test_whoever_begins_in_autumn_is_late_for_nothing(station: Station) -> None:
    made = begun(datetime(2026, 11, 23, 9, 0, tzinfo=clock.CHINA))
    assert (made.year, made.due_at) == (2026, None)
    with clock.moved_to(NEW_YEAR):
        sweep.run()
        sweep.run()
    assert OutreachYear.objects.get(pk=made.pk).state == OVER
    following = OutreachYear.objects.get(year=2027)
    assert (following.state, following.due_at, following.station_id) == (TO_PLAN, ENDS, made.station_id)
    assert OutreachYear.objects.count() == 2


def test_planned_by_the_director_held_by_the_station_printed_for_both(station: Station) -> None:
    """The director plans in May, the list is printed; on the day the leader writes down how many came."""
    made = do(begun(), DIRECTOR, "plan_open_day", PLAN_FROM, **PLAN)
    assert made.state == PLANNED
    empty = printed(made, "J-36")
    for words in (
        "开放日签到及意见表",
        "2027年6月19日",
        "走进救助站",
        "本站",
        "示范区民政局",
        "不拍摄、不询问",
    ):
        assert words in empty, words
    with clock.moved_to(THE_DAY):
        form = station.client(LEADER).get(f"/outreach/{made.number}/do/hold-open-day/").content.decode()
        assert "走进救助站" in form, "what was planned is not typed again"
    with pytest.raises(NotYourRole):
        do(made, WORKER, "update_open_day_plan", PLAN_FROM, **PLAN)
    do(made, LEADER, "hold_open_day", THE_DAY, **EVENT)
    assert "希望多讲寻亲的办法。" in printed(made, "J-36")
    foster = EVENT | {"place": "foster", "visitors": 12}
    with pytest.raises(InvalidData) as unnamed:
        do(made, WORKER, "add_open_day", THE_DAY, **foster)
    assert list(unnamed.value.errors) == ["place_name"]
    do(made, WORKER, "add_open_day", THE_DAY, **foster, place_name="示范托养中心")
    with clock.moved_to(THE_DAY):
        page = station.client("zhanzhang").get(f"/outreach/{made.number}/").content.decode()
    for words in ("2场，58人次", "示范托养中心", "46人次"):
        assert words in page, words
    assert not list(ledger.verify([made.pk]))


def test_guard_no_reuse_of_images(station: Station) -> None:
    made = begun()
    without = EVENT | {"no_recipients": False}
    assert denied(lambda: do(made, LEADER, "hold_open_day", THE_DAY, **without)) == ["no_reuse_of_images"]
    assert denied(lambda: do(made, LEADER, "hold_open_day", THE_DAY, **EVENT)) == []
    assert denied(lambda: do(made, LEADER, "add_open_day", THE_DAY, **without)) == ["no_reuse_of_images"]
    assert denied(lambda: do(made, LEADER, "add_open_day", THE_DAY, **EVENT)) == []
    assert "attach_file" not in OUTREACH.amendments, "no picture can be put there"


def test_guard_open_day_skip_reason(station: Station) -> None:
    made = begun()
    assert denied(lambda: do(made, DIRECTOR, "skip_open_day", PLAN_FROM)) == ["open_day_skip_reason"]
    done = do(made, DIRECTOR, "skip_open_day", PLAN_FROM, reason="疫情防控。")
    assert (done.state, done.due_at) == (SKIPPED, None)
    assert swept(made, ENDS, "overdue") == []


def test_leaflets_are_counted_and_printed(station: Station) -> None:
    made = begun()
    do(made, WORKER, "record_leaflets", NEW_YEAR, **LEAFLETS)
    do(made, LEADER, "record_leaflets", THE_DAY, **LEAFLETS | {"given_on": "2027-06-19", "copies": 40})
    whole = printed(made, "J-35")
    for words in ("宣传资料发放登记", "2027年1月3日", "示范镇集市", "260", "300"):
        assert words in whole, words
    for data, field in (
        ({"copies": 0}, "copies"), ({"given_on": "2026-12-31"}, "given_on"), ({"given_on": "2027-06-20"}, "given_on"),
    ):  # fmt: skip
        with pytest.raises(InvalidData) as refused:
            do(made, WORKER, "record_leaflets", THE_DAY, **LEAFLETS | data)
        assert list(refused.value.errors) == [field]
    with pytest.raises(IntegrityError, match="relief_leaflets_some"), transaction.atomic():
        LeafletLog.objects.update(copies=0)


def test_the_month_counts_copies_events_and_visitors(station: Station) -> None:
    made = begun()
    do(made, WORKER, "record_leaflets", NEW_YEAR, **LEAFLETS)
    do(made, LEADER, "hold_open_day", THE_DAY, **EVENT)
    do(made, WORKER, "record_leaflets", THE_DAY, **LEAFLETS | {"given_on": "2027-06-01", "copies": 40})

    def told(month: str) -> dict[str, str]:
        with clock.moved_to(THE_DAY):
            report = engine.create(StatReport, actor=actor("tongji"), data={"month": month}).record
            shown = showing.indicators(StatReport.objects.get(pk=report.pk), actor("tongji"))
        return {str(c.label): c.shown() for one, cells in shown for c in cells if one.id == "I-25"}

    assert told("2027-06") == {"宣传资料份数": "40", "开放日场次": "1", "开放日人次": "46"}
    assert told("2027-01") == {"宣传资料份数": "260", "开放日场次": "0", "开放日人次": "0"}


def test_pages_and_who_reads_them(station: Station) -> None:
    with clock.moved_to(NEW_YEAR):
        browser = station.client(DIRECTOR)
        assert "/outreach/new/" in browser.get("/outreach/").content.decode()
        assert "每年1月1日自动接上" in browser.get("/outreach/new/").content.decode()
        assert browser.post("/outreach/new/", {}).status_code == 302
        assert browser.post("/outreach/new/", {"idempotency_key": "again"}).status_code == 422, "once a year"
        made = OutreachYear.objects.get()
        with statements.counted() as sent:
            listed = browser.get("/outreach/").content.decode()
        statements.within(LIST, "page /outreach/", sent)
        assert "2027年宣传和开放日" in listed
        assert "/outreach/new/" not in listed, "what has begun goes on by itself"
    seen = {role for role, who in BY_ROLE.items() if Record.objects.visible_to(actor(who)).filter(pk=made.pk)}
    assert seen == {"CSW", "DUT", "DIR", "STA", "SUP"}
    for role in ("CSW", "DUT", "RCP", "ADM"):
        with pytest.raises(NotYourRole):
            engine.create(OutreachYear, actor=actor(BY_ROLE[role]), data={})
    with pytest.raises(IntegrityError, match="relief_outreach_once_a_year"), transaction.atomic():
        _twice(made)


def _twice(made: Any) -> None:
    with clock.moved_to(NEW_YEAR.replace(year=2028)):
        other = engine.create(OutreachYear, actor=actor(DIRECTOR), data={}).record
    OutreachYear.objects.filter(pk=other.pk).update(year=made.year)


def test_what_visitors_say_is_kept_like_what_people_say(station: Station) -> None:
    """A visitor may name somebody: nothing of it at rest in the clear, numbers masked on page and paper."""
    phone = f"1990{7_340_000 + 41}"
    mark = Mark("openday.feedback", f"寻标放讹，电话{phone}", "寻标放讹", phone)
    made = do(begun(), LEADER, "hold_open_day", THE_DAY, **EVENT | {"feedback": mark.text})
    assert isinstance(OpenDay._meta.get_field("feedback"), EncryptedField)
    assert not canary.leaks_in_database([mark])
    with clock.moved_to(THE_DAY):
        page = station.client(DIRECTOR).get(f"/outreach/{made.number}/").content.decode()
    assert "寻标放讹" in page
    assert phone not in page
    assert phone not in printed(made, "J-36")
