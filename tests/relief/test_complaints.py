"""A complaint goes past the station: written down by its people, read and answered by the bureau (R-53, AP-04)."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from casework import clock, engine, outbox, sweep
from casework.demo import actor
from casework.models import LedgerValue, OutboxMessage, Record
from casework.refusals import InvalidData, NotYourRole, OutOfScope
from relief.complaints.lifecycle import COMPLAINT, RECORDERS
from relief.models import Complaint
from relief.roles import ROLES
from relief.states import IN_STATION
from tests import statements, tables
from tests.casework import canary
from tests.casework.canary import Mark
from tests.relief.station import BY_ROLE, START, Station, denied
from tests.statements import LIST

BUREAU = "minzheng"
SAID = {"content": "照料员程某拿走了我的申诉信，不还给我。", "matter": "staff", "way": "spoken", "complainant": "self"}
#: Numbers that nobody has.
PHONES = [f"1990{7_340_000 + n}" for n in (1, 2)]
ANSWER = {"conclusion": "not_upheld", "answer": "信在本人手里，已当面看过。", "answered_how": "spoken"}
FOUND = {"findings": "听了本人和照料员，看了寄存清单。"}


def written(by: str = "zhaoliao", **more: Any) -> Any:
    return engine.create(Complaint, actor=actor(by), data=SAID | more).record


def heard(**more: Any) -> Any:
    """Acknowledged and looked into."""
    made = written(**more)
    engine.perform(made, "acknowledge_complaint", actor=actor(BUREAU), data={"acknowledged_how": "spoken"})
    engine.amend(made, "record_complaint_findings", actor=actor(BUREAU), data=FOUND)
    return made


def answered(made: Any, **more: Any) -> Any:
    return engine.perform(made, "answer_complaint", actor=actor(BUREAU), data=ANSWER | more).record


@pytest.mark.parametrize("role", RECORDERS.split())
def test_whoever_hears_one_writes_it_down_and_the_station_never_sees_it_again(station: Station, role: str) -> None:
    driver = station.at(IN_STATION)
    before = driver.case.version
    made = written(BY_ROLE[role], case_number=driver.case.number)
    seen = {r for r, who in BY_ROLE.items() if Record.objects.visible_to(actor(who)).filter(pk=made.pk)}
    assert seen == {"SUP"}
    assert type(driver.case).objects.get(pk=driver.case.pk).version == before, "the case says nothing of it"
    told = [outbox.open_payload(m)["audience"]["roles"] for m in OutboxMessage.objects.filter(record_id=made.pk)]
    assert told, "the bureau hears of it at once"
    assert set(map(tuple, told)) == {("SUP",)}


def test_those_who_do_not_hear_complaints_by_the_matrix_begin_none(station: Station) -> None:
    for role in set(ROLES) - set(RECORDERS.split()) - {"system"}:
        with pytest.raises(NotYourRole):
            written(BY_ROLE[role])


def test_the_director_can_neither_see_nor_close_one(station: Station) -> None:
    made = heard()
    for who in ("zhanzhang", "zhiban", "zhaoliao", "jiedai"):
        with pytest.raises((OutOfScope, NotYourRole)):
            engine.perform(made, "answer_complaint", actor=actor(who), data=ANSWER)
        assert station.client(who).get(f"/complaints/{made.number}/").status_code == 404
        assert made.number not in station.client(who).get("/complaints/").content.decode()
    assert answered(made).state == "answered"


def test_it_is_written_down_on_a_page_that_leaves_the_receipt_alone(station: Station) -> None:
    """The receptionist: two minutes, and a slip with a number to hand over."""
    browser = station.client("jiedai")
    assert "不经救助站" in browser.get("/complaints/new/").content.decode()
    wrong = browser.post("/complaints/new/", SAID | {"case_number": "JZ-000000-2026-00001", "idempotency_key": "k1"})
    assert wrong.status_code == 422
    page = wrong.content.decode()
    assert "没有这个编号的案件，或不在您的范围内。不知道编号的可以留空" in page
    assert SAID["content"] in page, "nothing typed is lost"
    for _twice in range(2):
        sent = browser.post("/complaints/new/", SAID | {"idempotency_key": "k1"})
        assert sent.url == "/complaints/sent/"
    made = Complaint.objects.get()
    receipt = browser.get("/complaints/sent/").content.decode()
    assert made.number in receipt
    assert SAID["content"] not in receipt
    assert station.client("zhanzhang").get("/complaints/sent/").status_code == 302
    assert station.client("anjian").get("/complaints/new/").status_code == 403
    shown = station.client(BUREAU).get(f"/complaints/{made.number}/").content.decode()
    assert SAID["content"] in shown


def test_guard_complaint_findings_recorded(station: Station) -> None:
    made = written()
    engine.perform(made, "acknowledge_complaint", actor=actor(BUREAU), data={"acknowledged_how": "unreachable"})
    assert denied(lambda: answered(made)) == ["complaint_findings_recorded"]
    engine.amend(made, "record_complaint_findings", actor=actor(BUREAU), data=FOUND)
    assert denied(lambda: answered(made)) == []


def test_guard_complaint_measures_given(station: Station) -> None:
    made = heard()
    assert denied(lambda: answered(made, conclusion="upheld")) == ["complaint_measures_given"]
    assert denied(lambda: answered(made, conclusion="partly_upheld")) == ["complaint_measures_given"]
    assert denied(lambda: answered(made, conclusion="upheld", measures="信已还给本人，照料员停职调查。")) == []


def test_guard_relief_ordered_at_once(station: Station) -> None:
    made = heard(matter="refusal")
    right = {"conclusion": "upheld", "measures": "撤销不予救助。"}
    assert denied(lambda: answered(made, **right)) == ["relief_ordered_at_once"]
    done = answered(made, **right, relief_ordered=True)
    assert done.relief_ordered
    assert denied(lambda: answered(heard(matter="refusal"))) == [], "what was not true orders nothing"


@pytest.mark.parametrize(
    ("change", "field"), [({"content": "啊"}, "content"), ({"matter": "99"}, "matter"), ({"way": ""}, "way")]
)
def test_what_is_asked_is_said_by_field(station: Station, change: dict[str, str], field: str) -> None:
    with pytest.raises(InvalidData) as refused:
        written(**change)
    assert field in refused.value.errors


def test_clocks_equal_the_table_and_tell_the_bureau_alone_at_their_minute(station: Station) -> None:
    """Monday 23 November: two working days end on Wednesday 24:00, fifteen on Monday 14 December 24:00."""
    made = written()
    due = {timer.key: timer.due_at for timer in made.timers.filter(stopped_at=None)}
    wednesday, monday = (datetime(2026, m, d, tzinfo=clock.CHINA) for m, d in ((11, 26), (12, 15)))
    assert due == {"TM-15a": wednesday, "TM-15b": monday}
    wanted = {r["key"]: (r["length"], r["unit"], r["roll"]) for r in tables.table("timers.csv", "relief")}
    for timer in made.timers.select_related("rule") if wanted else ():
        rule = timer.rule
        assert (str(rule.amount), rule.unit, rule.roll) == wanted[rule.key]

    def told(moment: datetime) -> list[str]:
        with clock.moved_to(moment):
            sweep.run(moment)
        found = OutboxMessage.objects.filter(
            record_id=made.pk, topic__regex=r"notice\.(due_soon|overdue)", receiver="bell"
        )
        for message in found:
            assert outbox.open_payload(message)["audience"]["roles"] == ["SUP"]
        return sorted(".".join(m.topic.split(".")[1:3]) for m in found)

    minute = timedelta(minutes=1)
    assert told(wednesday - minute) == []
    assert told(wednesday) == ["overdue.TM-15a"]
    three_before = datetime(2026, 12, 10, tzinfo=clock.CHINA)
    assert "due_soon.TM-15b" not in told(three_before - minute)
    assert "due_soon.TM-15b" in told(three_before)
    assert "overdue.TM-15b" not in told(monday - minute)
    assert "overdue.TM-15b" in told(monday)


def test_each_act_stops_its_clock(station: Station) -> None:
    with clock.moved_to(START):
        made = heard()
        assert {t.key for t in made.timers.filter(stopped_at=None)} == {"TM-15b"}
        answered(made)
    assert not made.timers.filter(stopped_at=None).exists()


def test_no_list_no_search_and_no_other_post_shows_what_was_said(station: Station) -> None:
    """Name and contact are opened for a purpose; what lies at rest is encrypted."""
    name, contact = Mark("name", "甄龘䶮", "龘䶮", "龘䶮"), Mark("contact", PHONES[0], PHONES[0], PHONES[0])
    content = Mark("content", f"寻标玖讹，电话{PHONES[1]}", "寻标玖讹", PHONES[1])
    made = written(name=name.text, contact=contact.text, content=content.text)
    marks, page = [name, contact, content], f"/complaints/{made.number}/"
    shown: list[str] = []
    for role, who in BY_ROLE.items():
        client = station.client(who)
        for address in ("/", "/complaints/", "/inbox/", page, f"{page}print/", f"/api/v1/complaints/{made.pk}"):
            shown += canary.leaks_in_text(f"{role} {address}", client.get(address).content.decode(), marks)
        assert ("寻标玖讹" in client.get(page).content.decode()) is (role == "SUP"), role
    assert not shown, "\n".join(shown)
    assert not canary.leaks_in_database(marks)
    assert LedgerValue.objects.filter(event__record_id=made.pk, path="content").exists()
    opened = station.client(BUREAU).post(f"{page}reveal/contact/", {"purpose": "case"}).content.decode()
    assert contact.text in opened
    with statements.counted() as sent:
        station.client(BUREAU).get("/complaints/")
    statements.within(LIST, "page /complaints/", sent)


def test_the_station_has_no_act_but_the_beginning() -> None:
    acts = [*COMPLAINT.rows.values(), *COMPLAINT.amendments.values()]
    assert {role for act in acts for role in act.by} == {"SUP"}
