"""The administration in the browser's requests: calendar, rules, gates; who may, what is shown before it is saved."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from casework import accesslog, clock, jobs, outbox, rule_change, workcalendar
from casework.models import AccessEntry, Gate, Job, OutboxMessage, Receiver, TimerRule
from casework.refusals import Conflict, InvalidData, NotYourRole
from casework.rule_change import NewLength
from casework.timers import end_of
from casework.web import access_log
from tests.property_rectification.world import World

pytestmark = pytest.mark.usefixtures("plain_files")

BACKEND = "django.contrib.auth.backends.ModelBackend"
NOTICE_2027 = """2027年部分节假日安排
一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月6日（周六）至12日（周五）放假调休，共7天。1月31日（周日）上班。
三、劳动节：5月1日（周六）至5日（周三）放假调休，共5天。5月8日（周六）上班。
四、国庆节：10月1日（周五）至7日（周四）放假调休，共7天。10月9日（周六）上班。"""
READERS = ("/manage/calendar/", "/manage/calendar/?year=2020", "/manage/rules/", "/manage/gates/")


def client_of(world: World, name: str) -> Client:
    client = Client()
    client.force_login(world.user(name), BACKEND)
    return client


def rule(key: str = "T.SIGN") -> TimerRule:
    return TimerRule.objects.get(key=key, lifecycle="property.case", valid_to__isnull=True)


def forms() -> list[str]:
    gate = Gate.objects.order_by("code")[0].code
    return ["/manage/calendar/load/", "/manage/calendar/2026/recompute/", f"/manage/rules/{rule().pk}/change/",
            f"/manage/rules/{rule().pk}/withdraw/", f"/manage/gates/{gate}/"]  # fmt: skip


def test_administrator_acts_auditor_reads_others_neither(world: World) -> None:
    for name, reads, acts in (("admin", 200, 200), ("auditor", 200, 403), ("office", 403, 403), ("intake", 403, 403)):
        client = client_of(world, name)
        assert {client.get(page).status_code for page in READERS} == {reads}, name
        assert {client.get(page).status_code for page in forms()} == {acts}, name
        if acts == 403:
            assert {client.post(page, {}).status_code for page in forms()} == {403}, name


# --- the calendar -----------------------------------------------------------------------------------------------


def seen(content: str) -> str:
    found = re.search(r'name="seen" value="(\w+)"', content)
    assert found, content
    return found.group(1)


def test_notice_is_previewed_loaded_and_open_clocks_follow(world: World) -> None:
    case = world.triage()
    timer = case.timers.filter(stopped_at__isnull=True).first()
    timer.provisional, timer.missing_years = True, [2027]
    timer.due_at = end_of(date(2027, 1, 2))
    timer.save()
    client = client_of(world, "admin")
    typed = {"text": NOTICE_2027, "source": "示例〔2026〕1号", "year": "", "note": ""}
    before = client.get("/manage/calendar/").content.decode()
    assert "2027年日历未导入" in before
    assert "现有1个期限暂定" in before
    first = client.post("/manage/calendar/load/", typed)
    shown = first.content.decode()
    assert first.status_code == 200
    assert "1月31日（周日）未导入→班" in shown
    assert case.number in shown
    assert 2027 not in workcalendar.current().years
    answer = client.post("/manage/calendar/load/", typed | {"seen": seen(shown)})
    assert answer.status_code == 302
    assert 2027 in workcalendar.current().years
    jobs.run(Job.objects.get(kind="casework.calendar").pk)
    timer.refresh_from_db()
    assert not timer.provisional
    assert Job.objects.get(kind="casework.calendar").state == Job.DONE
    page = client.get("/manage/calendar/?year=2027").content.decode()
    assert "示例〔2026〕1号" in page
    assert "没有按这一年重算" not in page
    assert AccessEntry.objects.filter(action="rules_changed", subject="calendar").count() == 1


def test_other_words_than_those_seen_are_shown_again(world: World) -> None:
    client = client_of(world, "admin")
    typed = {"text": NOTICE_2027, "source": "示例〔2026〕1号"}
    digest = seen(client.post("/manage/calendar/load/", typed).content.decode())
    other = typed | {"text": NOTICE_2027.replace("10月9日（周六）上班。", "10月10日（周日）上班。"), "seen": digest}
    answer = client.post("/manage/calendar/load/", other)
    assert answer.status_code == 200
    assert "情况变了，请再看一遍。" in answer.content.decode()
    assert 2027 not in workcalendar.current().years


@pytest.mark.parametrize(("text", "source", "said"), [
    ("", "x", "请粘贴通知全文，或选择文件。"),
    (NOTICE_2027, "", "请填写通知文号"),
    (NOTICE_2027.replace("共7天。1月31日", "共8天。1月31日"), "x", "春节一条写共8天，读出7天"),
    (NOTICE_2027.replace("1月31日（周日）", "2月1日（周一）"), "x", "2027-02-01本是工作日，通知却说上班"),
    (NOTICE_2027.replace("一、元旦：1月1日（周五）至3日（周日）放假，共3天。\n", ""), "x", "缺法定节假日2027-01-01"),
    ("date,kind,name\n2027-01-01,放,元旦\n", "x", "“放”应为班或休"),
])  # fmt: skip
def test_bad_notice_says_what_and_keeps_what_was_typed(world: World, text: str, source: str, said: str) -> None:
    answer = client_of(world, "admin").post("/manage/calendar/load/", {"text": text, "source": source, "year": "2027"})
    content = answer.content.decode()
    assert answer.status_code == 422
    assert said in content
    assert source in content
    assert 2027 not in workcalendar.current().years


# --- rules ------------------------------------------------------------------------------------------------------


def new(**more: Any) -> NewLength:
    day = clock.now().date() + timedelta(days=10)
    given: dict[str, Any] = {
        "amount": 2,
        "unit": "working_day",
        "roll": "none",
        "basis": "示例办法〔2026〕3号",
        "valid_from": day,
    }
    return NewLength(**(given | more))


def test_new_version_leaves_running_clocks_and_takes_new_ones(world: World) -> None:
    case = world.dispatched()
    running = case.timers.get(key="T.SIGN", stopped_at__isnull=True)
    client, day = client_of(world, "admin"), clock.now().date() + timedelta(days=10)
    typed = {"amount": "3", "unit": "working_day", "roll": "none", "basis": "示例办法3号",
             "valid_from": day.isoformat()}  # fmt: skip
    address = f"/manage/rules/{rule().pk}/change/"
    shown = client.post(address, typed).content.decode()
    assert f"{day}起新开始的“签收”按3个工作日。" in shown
    assert "在走的1个仍按1个工作日。" in shown
    assert client.post(address, typed | {"seen": seen(shown)}).status_code == 302
    made = rule()
    assert (made.amount, made.origin, made.confidence, made.valid_from) == (3, "local", "D", day)
    running.refresh_from_db()
    assert (running.amount, running.rule.valid_to) == (1, day)
    assert f"timer:change:{made.key}" in AccessEntry.objects.values_list("subject", flat=True)


def test_version_ahead_can_be_taken_back_one_in_force_cannot(world: World) -> None:
    actor = world.actors["admin"]
    old = rule()
    made = rule_change.change(old, new(), actor=actor)
    with pytest.raises(Conflict) as refused:
        rule_change.change(old, new(), actor=actor)
    assert refused.value.code == "rule_has_successor"
    rule_change.withdraw(made, actor=actor)
    assert rule().pk == old.pk
    with pytest.raises(Conflict) as refused:
        rule_change.withdraw(rule(), actor=actor)
    assert refused.value.code == "rule_in_force"


def test_a_version_between_two_that_is_taken_back_leaves_no_day_without_a_rule(world: World) -> None:
    actor, old = world.actors["admin"], rule()
    between = rule_change.change(old, new(), actor=actor)
    last = rule_change.change(between, new(valid_from=between.valid_from + timedelta(days=30)), actor=actor)
    rule_change.withdraw(between, actor=actor)
    old.refresh_from_db()
    assert old.valid_to == last.valid_from
    rule_change.withdraw(last, actor=actor)
    old.refresh_from_db()
    assert old.valid_to is None


@pytest.mark.parametrize(("key", "change", "field"), [
    ("T.SIGN", {"valid_from": "today"}, "valid_from"),
    ("T.SIGN", {"amount": -1}, "amount"),
    ("T.SIGN", {"amount": 9999}, "amount"),
    ("T.SIGN", {"basis": " "}, "basis"),
    ("T.HANDLE.PETITION", {"amount": 61, "unit": "calendar_day", "roll": "next_working_day"}, "amount"),
    ("T.HANDLE.PETITION", {"amount": 50, "unit": "working_day", "roll": "next_working_day"}, "amount"),
])  # fmt: skip
def test_refused_version(world: World, key: str, change: dict[str, Any], field: str) -> None:
    if change.get("valid_from") == "today":
        change = {"valid_from": clock.now().date()}
    before = list(TimerRule.objects.values().order_by("pk"))
    with pytest.raises(InvalidData) as refused:
        rule_change.change(rule(key), new(**change), actor=world.actors["admin"])
    assert list(refused.value.errors) == [field]
    assert list(TimerRule.objects.values().order_by("pk")) == before


def test_statutory_length_stays_the_limit_after_a_local_version(world: World) -> None:
    """60 days by law may become 45 by the place, and 45 then 60 again, never 61 (L-75)."""
    given = {"unit": "calendar_day", "roll": "next_working_day"}
    day = clock.now().date()
    rule_change.change(rule("T.HANDLE.PETITION"), new(amount=45, **given), actor=world.actors["admin"])
    later = new(amount=60, valid_from=day + timedelta(days=30), **given)
    rule_change.change(rule("T.HANDLE.PETITION"), later, actor=world.actors["admin"])
    beyond = new(amount=61, valid_from=day + timedelta(days=60), **given)
    with pytest.raises(InvalidData):
        rule_change.change(rule("T.HANDLE.PETITION"), beyond, actor=world.actors["admin"])


def test_period_of_the_parties_is_never_shortened(world: World) -> None:
    right = rule("T.OBJECTION")
    TimerRule.objects.filter(pk=right.pk).update(confidence="V")
    given = {"unit": right.unit, "roll": right.roll}
    with pytest.raises(InvalidData):
        rule_change.change(right, new(amount=(right.amount or 0) - 1, **given), actor=world.actors["admin"])
    assert rule_change.change(right, new(amount=(right.amount or 0) + 1, **given), actor=world.actors["admin"]).pk


def test_only_the_administrator_sets_rules(world: World) -> None:
    for name in ("office", "auditor", "leader"):
        with pytest.raises(NotYourRole):
            rule_change.change(rule(), new(), actor=world.actors[name])
        with pytest.raises(NotYourRole):
            rule_change.withdraw(rule(), actor=world.actors[name])


# --- gates ------------------------------------------------------------------------------------------------------


def test_gate_is_answered_with_words_and_logged(world: World) -> None:
    client, gate = client_of(world, "admin"), "CG-3"
    short = client.post(f"/manage/gates/{gate}/", {"note": "已核对"})
    assert short.status_code == 422
    assert "至少10个字" in short.content.decode()
    assert Gate.objects.get(code=gate).set_at is None
    assert client.post(f"/manage/gates/{gate}/", {"note": "司法局按2026年权责清单逐项核对。"}).status_code == 302
    assert Gate.objects.get(code=gate).set_by == world.user("admin")
    assert "司法局按2026年权责清单" in client.get("/manage/gates/").content.decode()
    assert AccessEntry.objects.filter(subject="gate:CG-3").exists()


# --- what leaves the house ---------------------------------------------------------------------------------------


def test_receiver_is_kept_off_until_switched_on_and_its_secret_is_never_shown(world: World) -> None:
    client = client_of(world, "admin")
    given = {"code": "hotline", "title": "示例热线", "adapter": "webhook", "address": "https://hotline.example/in"}
    assert client.post("/manage/receivers/new/", given | {"secret": "short"}).status_code == 422
    plain = client.post("/manage/receivers/new/", given | {"address": "http://hotline.example/in"})
    assert plain.status_code == 422
    assert "https://" in plain.content.decode()
    assert client.post("/manage/receivers/new/", given | {"secret": "a-secret-of-some-length"}).status_code == 302
    kept = Receiver.objects.get(code="hotline")
    assert not kept.active
    sealed = bytes(kept.secret or b"")
    assert client.post("/manage/receivers/hotline/", given | {"code": "other", "active": "on"}).status_code == 302
    kept.refresh_from_db()
    assert (kept.active, bytes(kept.secret or b"")) == (True, sealed)
    for page in ("/manage/receivers/", "/manage/receivers/hotline/"):
        assert "a-secret" not in client.get(page).content.decode()
    for name in ("auditor", "office"):
        assert client_of(world, name).get("/manage/receivers/").status_code == 403
        assert client_of(world, name).post("/manage/receivers/new/", given).status_code == 403


def test_message_is_shown_veiled_and_tried_again_by_receiver(world: World) -> None:
    for code in ("one", "two"):
        Receiver.objects.create(code=code, title=code, adapter="webhook", active=True)
        body = {"who": "某某某", "seq": 7, "parts": [1, 2], "deep": {"text": "电梯"}}
        outbox.enqueue(None, 0, "case.closed", code, body)
    OutboxMessage.objects.update(state=OutboxMessage.DEAD, attempts=7)
    client = client_of(world, "admin")
    first = OutboxMessage.objects.get(receiver="one")
    page = client.get(f"/manage/outbox/{first.pk}/").content.decode()
    assert "某某某" not in page
    assert "电梯" not in page
    assert "已遮（3字）" in page
    assert "2项" in page
    assert client.get("/manage/outbox/01a20dfc-570e-7253-9139-4097383a3120/").status_code == 404
    client.post("/manage/outbox/?receiver=one")
    assert dict(OutboxMessage.objects.values_list("receiver", "state")) == {"one": "waiting", "two": "dead"}


# --- the access log ----------------------------------------------------------------------------------------------


def opened(world: World, case: Any) -> None:
    accesslog.record_access(
        world.actors["housing"], "unmask", record=case, subject="case:phone", purpose="case", words="核对"
    )


def test_access_log_is_narrowed_by_record_account_purpose_and_day(world: World) -> None:
    case = world.triage()
    for name in ("intake", "housing"):
        accesslog.record_access(world.actors[name], "view", record=case, subject="property.case")
    opened(world, case)
    client, today = client_of(world, "auditor"), clock.now().astimezone(clock.CHINA).date()

    def lines(query: str) -> int:
        content = client.get(f"/manage/access-log/?{query}").content.decode()
        return content.count("<tr data-row")

    housing = world.user("housing").username
    assert lines(f"number={case.number}") == 3
    assert lines(f"number={case.number}&who={housing}") == 2
    assert lines(f"number={case.number.lower()}&purpose=case") == 1
    assert lines(f"number={case.number}&since={today}&until={today}") == 3
    assert lines(f"number={case.number}&until={today - timedelta(days=1)}") == 0
    assert "没有这个值，没有筛选" in client.get("/manage/access-log/?since=2026-02-30").content.decode()
    assert AccessEntry.objects.filter(action="list", subject="access_log").exists()


def test_access_log_says_what_was_looked_at_in_words(world: World) -> None:
    case = world.triage()
    for subject in ("document:F-01", "property.case:print", "property_rectification.Reporter.phone"):
        accesslog.record_access(world.actors["intake"], "view", record=case, subject=subject)
    content = client_of(world, "auditor").get(f"/manage/access-log/?number={case.number}").content.decode()
    for words in ("查看 文书：受理回执", "查看 案件：打印", "查看 反映人：电话"):
        assert words in content


def test_a_long_access_log_says_that_there_is_more(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    case = world.triage()
    for _n in range(3):
        accesslog.record_access(world.actors["intake"], "view", record=case, subject="property.case")
    client, address = client_of(world, "auditor"), f"/manage/access-log/?number={case.number}"
    assert "3条以上" not in client.get(address).content.decode()
    monkeypatch.setattr(access_log, "MOST", 3)
    assert "3条以上" in client.get(address).content.decode()


def test_privacy_officer_sees_only_where_personal_data_were_met(world: World) -> None:
    case = world.triage()
    accesslog.record_access(world.actors["intake"], "view", record=case, subject="property.case")
    opened(world, case)
    content = client_of(world, "privacy").get(f"/manage/access-log/?number={case.number}").content.decode()
    assert content.count("<tr data-row") == 1
