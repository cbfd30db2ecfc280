"""What the bureau hands on of a complaint: the station is asked, and never learns who spoke (E44, R-53, HB-16)."""

import re
from datetime import timedelta
from typing import Any

import pytest

from casework import engine, ledger, outbox
from casework.demo import actor
from casework.models import OutboxMessage, Record
from casework.refusals import InvalidData, NotYourRole, OutOfScope
from relief.forwarding.lifecycle import FORWARDING
from relief.models import Complaint, Forwarding
from relief.roles import ROLES
from tests import statements
from tests.casework import canary
from tests.casework.canary import Mark
from tests.relief.station import BY_ROLE, START, Station, later
from tests.relief.test_complaints import BUREAU, PHONES, written
from tests.statements import LIST

DIRECTOR = "zhanzhang"
SERVICE = {"content": "被子是潮的，几天没换。", "matter": "service", "name": "甄例", "contact": PHONES[0]}
QUESTION = "请说明男区被褥多久更换一次，最近一次是哪天。"
REPLY = {"reply": "每周一更换，雨天改为烘干。", "measures": "已全部更换，登记到人。"}
DAY = "2026-11-27"


def looked_into(**more: Any) -> Any:
    made = written(BUREAU, **SERVICE | more)
    told = {"acknowledged_how": "phone"}
    return engine.perform(made, "acknowledge_complaint", actor=actor(BUREAU), data=told).record


def asked(complaint: Any, who: str = BUREAU, **more: Any) -> Any:
    station = str(actor(DIRECTOR).agency_id)
    told = {"complaint_number": complaint.number, "station": station, "question": QUESTION, "reply_by": DAY}
    return engine.create(Forwarding, actor=actor(who), data=told | more).record


def do(made: Any, who: str, code: str, **data: Any) -> Any:
    return engine.perform(Forwarding.objects.get(pk=made.pk), code, actor=actor(who), data=data).record


def heard(made: Any) -> list[tuple[str, list[str]]]:
    rows = OutboxMessage.objects.filter(record_id=made.pk, receiver="bell").order_by("pk")
    return [(row.topic, outbox.open_payload(row)["audience"]["roles"]) for row in rows]


def test_asked_replied_asked_again_settled(station: Station) -> None:
    made = asked(looked_into())
    assert heard(made) == [("notice.forwarded", ["DIR"])]
    do(made, DIRECTOR, "reply_to_bureau", **REPLY)
    do(made, BUREAU, "ask_station_again", missing="最近一次更换的日期没有写。", reply_by=DAY)
    last = do(made, DIRECTOR, "reply_to_bureau", reply="最近一次是11月16日。")
    assert last.reply.reveal() == "最近一次是11月16日。"
    assert do(made, BUREAU, "settle_forwarding").state == "settled"
    assert [topic for topic, _roles in heard(made)] == [
        "notice.forwarded", "notice.station_replied", "notice.forwarded", "notice.station_replied",
    ]  # fmt: skip
    assert not list(ledger.verify([made.pk]))
    again = asked(made.origin)
    assert do(again, BUREAU, "withdraw_forwarding", why="投诉人撤回。").state == "withdrawn"
    assert heard(again)[-1] == ("notice.forwarding_withdrawn", ["DIR"])


@pytest.mark.parametrize(("more", "field"), [
    ({"complaint_number": "TS-000000-2026-00001"}, "complaint_number"), ({"reply_by": "2026-11-22"}, "reply_by"),
    ({"station": "0"}, "station"), ({"question": "啊"}, "question"),
    ({"question": "甄例说被子是潮的，请说明。"}, "question"),
    ({"question": f"电话{PHONES[0]}反映被子潮。"}, "question"),
    ({"question": f"{PHONES[0][:3]} {PHONES[0][3:7]}-{PHONES[0][7:]}反映被子潮。"}, "question"),
])  # fmt: skip
def test_what_cannot_be_is_said_by_field(station: Station, more: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidData) as refused:
        asked(looked_into(), **more)
    assert list(refused.value.errors) == [field]
    assert not Forwarding.objects.exists()


def test_whoever_complained_is_not_named_when_asking_again_or_no_more(station: Station) -> None:
    made = asked(looked_into())
    with pytest.raises(InvalidData) as named:
        do(made, BUREAU, "withdraw_forwarding", why="甄例不再投诉。")
    assert list(named.value.errors) == ["why"]
    do(made, DIRECTOR, "reply_to_bureau", **REPLY)
    with pytest.raises(InvalidData) as refused:
        do(made, BUREAU, "ask_station_again", missing="甄例的被子换了没有。", reply_by=DAY)
    assert list(refused.value.errors) == ["missing"]


@pytest.mark.parametrize("name", ["", "石"])
def test_without_a_name_that_tells_every_word_is_free(station: Station, name: str) -> None:
    assert asked(looked_into(name=name, contact=""), question="请说明石板路边的被子。").state == "forwarded"


def test_what_is_said_against_the_staff_stays_with_the_bureau(station: Station) -> None:
    with pytest.raises(InvalidData) as refused:
        asked(looked_into(matter="staff"))
    assert "县民政局直接办" in str(refused.value.errors["complaint_number"])


def test_only_a_complaint_that_is_looked_into_is_handed_on_and_once_at_a_time(station: Station) -> None:
    with pytest.raises(InvalidData):
        asked(written(BUREAU, **SERVICE))
    complaint = looked_into()
    asked(complaint)
    with pytest.raises(InvalidData) as twice:
        asked(complaint)
    assert "还没有办结" in str(twice.value.errors["complaint_number"])
    done = {"conclusion": "unclear", "answer": "查不清楚。", "answered_how": "phone"}
    engine.amend(complaint, "record_complaint_findings", actor=actor(BUREAU), data={"findings": "听了两边。"})
    engine.perform(Complaint.objects.get(pk=complaint.pk), "answer_complaint", actor=actor(BUREAU), data=done)
    with pytest.raises(InvalidData):
        asked(complaint)


def test_the_bureau_asks_and_the_director_of_that_station_replies_alone(station: Station) -> None:
    complaint = looked_into()
    for role in set(ROLES) - {"SUP", "system"}:
        with pytest.raises(NotYourRole):
            asked(complaint, BY_ROLE[role])
    made = asked(complaint)
    seen = {role for role, who in BY_ROLE.items() if Record.objects.visible_to(actor(who)).filter(pk=made.pk)}
    assert seen == {"SUP", "DIR"}
    assert not Record.objects.visible_to(actor("bieren")).filter(pk=made.pk), "the director of another station"
    for who in {*BY_ROLE.values(), "bieren"} - {DIRECTOR}:
        with pytest.raises((NotYourRole, OutOfScope)):
            do(made, who, "reply_to_bureau", **REPLY)
    assert {role for row in FORWARDING.rows.values() if row.code != "reply_to_bureau" for role in row.by} == {"SUP"}


def test_the_station_reads_nowhere_who_complained_nor_of_which_complaint_it_came(station: Station) -> None:
    """Page, print, history, past days, list, bell and API, before and after the reply."""
    complaint = looked_into()
    telling = {"number": complaint.number, "key": str(complaint.pk), "name": "甄例", "content": SERVICE["content"]}
    marks = [Mark(name, words, words, words) for name, words in telling.items()]
    made = asked(complaint)
    page, api = f"/forwardings/{made.number}", f"/api/v1/relief-forwardings/{made.pk}"
    addresses = ["/", "/forwardings/", "/inbox/", f"{page}/", f"{page}/print/", f"{page}/as-at/2026-11-23/",
                 f"{page}/as-at/2026-11-23/?differences=1", f"{page}/do/reply-to-bureau/", api, f"{api}/events",
                 f"{api}/as-at/2026-11-23", f"{api}/transitions"]  # fmt: skip
    director = station.client(DIRECTOR)

    def looked_at() -> list[str]:
        shown: list[str] = []
        for address in addresses:
            answer = director.get(address)
            assert answer.status_code == 200 or "/do/" in address, (address, answer.status_code)
            shown += canary.leaks_in_text(address, answer.content.decode(), marks)
        return shown

    shown = looked_at()
    do(made, DIRECTOR, "reply_to_bureau", **REPLY)
    shown += looked_at()
    assert not shown, "\n".join(shown)
    assert "更换一次" in director.get(f"{page}/").content.decode()
    whole = station.client(BUREAU).get(f"{page}/").content.decode()
    assert complaint.number in whole, "the bureau finds its way back"
    assert re.search(rf"转给\W*(<[^>]+>\s*)+{made.station.name}", whole), "in the history by its name"


def test_handed_on_and_answered_on_the_pages(station: Station) -> None:
    """The bureau: from the complaint to the question in one press; the director: from the desk to the reply."""
    complaint = looked_into()
    bureau, director = station.client(BUREAU), station.client(DIRECTOR)
    page = bureau.get(f"/complaints/{complaint.number}/").content.decode()
    assert f"/forwardings/new/?complaint={complaint.number}" in page
    form = bureau.get(f"/forwardings/new/?complaint={complaint.number}").content.decode()
    assert f'value="{complaint.number}"' in form
    told = {"complaint_number": complaint.number, "station": str(actor(DIRECTOR).agency_id),
            "question": "甄例说被子潮。", "reply_by": DAY, "idempotency_key": "k"}  # fmt: skip
    wrong = bureau.post("/forwardings/new/", told)
    assert wrong.status_code == 422
    assert "救助站不能知道是谁投诉" in wrong.content.decode()
    assert bureau.post("/forwardings/new/", told | {"question": QUESTION}).status_code == 302
    made = Forwarding.objects.get()
    assert director.get("/forwardings/new/").status_code == 403
    desk = director.get("/").content.decode()
    assert made.number in desk
    assert "县民政局转办，11月27日前说明" in desk
    act = f"/forwardings/{made.number}/do/reply-to-bureau/"
    assert "不猜是谁投诉" in director.get(act).content.decode()
    sent = REPLY | {"version": made.version, "idempotency_key": "r"}
    assert director.post(act, sent, follow=True).status_code == 200
    assert made.number in bureau.get("/").content.decode()
    assert REPLY["reply"] in bureau.get(f"/forwardings/{made.number}/").content.decode()
    page = bureau.get(f"/complaints/{complaint.number}/").content.decode()
    assert made.number in page
    assert "/forwardings/new/" not in page, "one at a time"
    staff = looked_into(matter="staff")
    assert "/forwardings/new/" not in bureau.get(f"/complaints/{staff.number}/").content.decode()


def test_at_rest_it_is_encrypted_and_the_list_keeps_its_budget(station: Station) -> None:
    mark = Mark("question", "请说明寻标玖讹的被褥。", "寻标玖讹", "寻标玖讹")
    reply = Mark("reply", "寻标捌讹已经换好。", "寻标捌讹", "寻标捌讹")
    made = asked(looked_into(), question=mark.text)
    do(made, DIRECTOR, "reply_to_bureau", reply=reply.text)
    assert not canary.leaks_in_database([mark, reply])
    client = station.client(DIRECTOR)
    client.get("/forwardings/")
    with statements.counted() as few:
        client.get("/forwardings/")
    statements.within(LIST, "page /forwardings/", few)
    for _n in range(3):
        asked(looked_into())
    with statements.counted() as many:
        client.get("/forwardings/")
    assert len(few) == len(many)


def test_the_day_of_the_reply_is_today_at_the_earliest(station: Station) -> None:
    assert asked(looked_into(), reply_by=START.date().isoformat()).reply_by == START.date()
    with later(days=1), pytest.raises(InvalidData):
        asked(looked_into(), reply_by=START.date().isoformat())


def test_asking_again_sets_a_new_day(station: Station) -> None:
    made = asked(looked_into())
    do(made, DIRECTOR, "reply_to_bureau", **REPLY)
    day = START.date() + timedelta(days=9)
    assert do(made, BUREAU, "ask_station_again", missing="请写清楚日期。", reply_by=day.isoformat()).reply_by == day
