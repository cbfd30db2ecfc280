"""The guided reception over HTTP: each step an act of its own, whose it is, what stops it, who is let in first."""

import uuid
from typing import Any

import pytest

from casework import drafts
from casework.models import AccessEntry, Post, User
from casework.session import POST_KEY
from relief.demo import beds
from relief.models import Bed, ReliefCase
from relief.states import IN_STATION, PENDING_ARCHIVE, RECEPTION, REVIEW, SCREENING
from tests import statements
from tests.relief.station import Station, again

NEW, LIST = "/relief/reception/new/", "/relief/reception/"
ARRIVED = {"present": "on", "arrival_mode": "01", "gender_declared": "1", "age_least": "57"}
OWN = "220399195203080015"


def page(driver: Any) -> str:
    return f"/relief/reception/{driver.case.number}/"


def send(client: Any, driver: Any, step: str, **data: Any) -> Any:
    """One step as the page sends it."""
    again(driver)
    whole = {"version": driver.case.version, "idempotency_key": str(uuid.uuid4()), "step": step, **data}
    return client.post(page(driver), whole, follow=True)


def names(driver: Any) -> list[str]:
    return list(driver.case.events.order_by("seq").values_list("name", flat=True))


def posts(station: Station, username: str, *roles: str) -> dict[str, int]:
    """More posts of one person in the same station; the key of each by its role."""
    first = Post.objects.get(user__username=username)
    for role in roles:
        Post.objects.create(user=first.user, agency=first.agency, role=role, title=role, division=first.division,
                            valid_from=first.valid_from)  # fmt: skip
    return dict(Post.objects.filter(user=first.user).values_list("role", "pk"))


def test_somebody_is_received_by_three_people_step_by_step(station: Station) -> None:
    desk = station.client("jiedai")
    assert "先帮助，后核实" in desk.get(NEW).content.decode()
    wrong = desk.post(NEW, {**ARRIVED, "arrival_mode": "02", "idempotency_key": "a"})
    assert wrong.status_code == 422
    assert "写护送单位" in wrong.content.decode()
    assert 'value="57"' in wrong.content.decode(), "nothing typed is lost"
    drafts.save(User.objects.get(username="jiedai"), "reception", {"age_least": ["57"]}, revision=0)
    for _again in range(2):  # sent twice, received once
        answer = desk.post(NEW, {**ARRIVED, "rights_language": "普通话", "idempotency_key": "b"}, follow=True)
    case = ReliefCase.objects.get()
    assert (case.rights_language, answer.status_code) == ("普通话", 200)
    kept = drafts.kept(User.objects.get(username="jiedai"), "reception")
    assert kept is not None
    assert not kept.values, "what was carried out is no draft any more"

    driver = station.at(RECEPTION)
    driver.case = case
    assert "这一步由安检员办理" in desk.get(page(driver), {"step": "check"}).content.decode()
    assert "等待：钟例" in desk.get(page(driver), {"step": "check"}).content.decode()
    guard = station.client("anjian")
    send(guard, driver, "check", consent="on", method="gate", items="背包一个。")
    assert again(driver).state == SCREENING
    worker = station.client("shegong1")
    send(worker, driver, "look", findings="神志清楚。")
    # two at a time: the desk's page is older than the look, and that is no reason to stop
    stale = {"version": 2, "idempotency_key": "c", "step": "identity"}
    said = {"gender_declared": "1", "id_declared": f"石样|{OWN}|", "needs_requested": ["food", "return_home"]}
    answer = desk.post(page(driver), {**stale, **said}, follow=True)
    assert answer.status_code == 200
    assert again(driver).person.id_declared.reveal() == OWN
    answer = send(worker, driver, "opinion", narrow_test="on", review_note="钱款用尽。")
    assert again(driver).state == IN_STATION
    assert "已入站，还差1项：姓名" in answer.content.decode()
    assert names(driver) == [
        "receive_person", "start_security_check", "pass_security_check", "complete_screening", "update_identity",
        "record_circumstances", "record_review", "admit_person",
    ]  # fmt: skip


def test_the_list_shows_who_waits_with_the_next_step_and_no_name(station: Station) -> None:
    driver = station.at(RECEPTION, name_declared="石样", gender_declared="1", id_declared=OWN)
    inside = station.at(IN_STATION)
    client = station.client("jiedai")
    client.get(LIST)
    with statements.counted() as sent:
        body = client.get(LIST).content.decode()
    statements.within(statements.LIST + 1, "reception list", sent)
    assert page(driver) in body
    assert "开始安检" in body
    assert inside.case.number not in body
    assert "石样" not in body
    assert OWN not in body
    assert station.client("bieren").get(page(driver)).status_code == 404
    assert driver.case.number not in station.client("bieren").get(LIST).content.decode()
    assert station.client("zhaoliao").get(NEW).status_code == 403


def test_another_step_s_form_is_no_way_around_the_post(station: Station) -> None:
    driver = station.at(RECEPTION)
    answer = send(station.client("jiedai"), driver, "check", consent="on", method="gate", items="背包一个。")
    assert answer.status_code == 403
    assert again(driver).state == RECEPTION


def test_with_several_posts_one_goes_over_in_the_open_and_loses_nothing(station: Station) -> None:
    held = posts(station, "jiedai", "SEC", "CSW")
    driver, client = station.at(RECEPTION), station.client("jiedai")
    body = client.get(page(driver)).content.decode()
    assert "换到SEC岗位办" in body
    here = f"{page(driver)}?step=check"
    assert here in body
    answer = client.post("/me/post/", {"post": held["SEC"], "next": here})
    assert answer.headers["Location"] == here
    assert client.session[POST_KEY] == held["SEC"]
    send(client, driver, "check", consent="on", method="gate", items="背包一个。")
    assert driver.case.events.order_by("-seq")[0].post_id == held["SEC"], "the event names the post whose act it is"
    assert client.post("/me/post/", {"post": held["RCP"], "next": "https://example.org/"}).headers["Location"] == "/"


def test_whoever_wrote_the_opinion_does_not_countersign_it_in_another_post(station: Station) -> None:
    held = posts(station, "shegong1", "DUT")
    driver, client = station.at(REVIEW), station.client("shegong1")
    answer = send(client, driver, "opinion", practice_test="on", review_note="钱款用尽。")
    assert "此情形需要值班领导加签" in answer.content.decode()
    assert names(driver)[-1] == "record_review"
    client.post("/me/post/", {"post": held["DUT"]})
    refused = send(client, driver, "opinion")
    assert refused.status_code == 422
    assert "不能由您加签" in refused.content.decode()
    send(station.client("zhiban"), driver, "opinion")
    client.post("/me/post/", {"post": held["CSW"]})
    send(client, driver, "opinion")
    assert again(driver).state == IN_STATION


def test_an_emergency_stops_with_a_red_line_and_one_next_step(station: Station) -> None:
    driver = station.at(SCREENING)
    refused = send(station.client("shegong1"), driver, "look", findings="左臂外伤。", emergency="on")
    body = refused.content.decode()
    assert refused.status_code == 422
    assert "应先救治" in body
    assert "send-to-hospital-before-admission" in body
    assert "左臂外伤。" in body
    assert AccessEntry.objects.filter(record_id=driver.case.pk, denials=["no_emergency"]).exists()
    assert "call-police-at-screening" in station.client("zhiban").get(page(driver)).content.decode()
    arrived = station.at(RECEPTION)
    send(station.client("anjian"), arrived, "check", then="emergency", emergency="on")
    assert again(arrived).state == SCREENING, "life first: the check is not waited for (TA04)"
    past = station.client("anjian").get(page(arrived), {"step": "check"}).content.decode()
    assert "急救优先　钟例" in past, "a check that was skipped says so"


def test_who_cannot_say_anything_is_let_in_first(station: Station) -> None:
    driver = station.at(REVIEW, gender_declared="2", age_least=70, age_most=80)
    answer = send(station.client("shegong1"), driver, "identity", then="admit")
    assert again(driver).state == IN_STATION
    assert driver.case.cannot_state
    assert "已入站，还差3项：姓名、证件号、求助需求" in answer.content.decode()
    early = station.at(RECEPTION, gender_declared="2", age_least=70)
    refused = send(station.client("shegong1"), early, "identity", then="admit", accent="湖南")
    body = refused.content.decode()
    assert refused.status_code == 422
    assert "入站前还要办：安检、初步检视。" in body, "nobody is let in unseen"
    assert "湖南" in body, "what was typed stays"
    desk = station.client("jiedai").get(page(early), {"step": "identity"}).content.decode()
    assert f'href="{page(early)}?step=opinion">先入站，回头补' in desk, "who lets in is said there"


def test_what_is_beside_the_form(station: Station) -> None:
    driver = station.at(RECEPTION, gender_declared="2", age_least=15, arrival_mode="02", brought_by_unit="示范派出所",
                        rights_told=False)  # fmt: skip
    body = station.client("jiedai").get(page(driver), {"step": "identity"}).content.decode()
    for words in ("入站后会开始", "联系亲属", "女工作人员照料", "按未成年人办", "还缺护送交接表", "还没有登记告知权利",
                  "救助自愿、免费", "不能仅凭本人意愿直接办理", "有危险先打110"):  # fmt: skip
        assert words in body, words
    station.client("jiedai").get(page(driver), {"step": "identity"})
    with statements.counted() as sent:
        station.client("jiedai").get(page(driver), {"step": "identity"})
    statements.within(statements.CASE_PAGE, "a step", sent)


def test_belongings_are_listed_at_the_door_and_nobody_is_led_to_an_empty_list(station: Station) -> None:
    driver, client = station.at(SCREENING), station.client("anjian")
    row = {"belongings-0-kind": "other", "belongings-0-item": "背包", "belongings-0-quantity": "1",
           "belongings-0-disposition": "stored", "belongings-0-locker": "3"}  # fmt: skip
    send(client, driver, "items", **row, acknowledged="on")
    assert [one.quantity for one in again(driver).belongings.all()] == [1]
    assert "背包1件" in client.get(page(driver), {"step": "items"}).content.decode()
    empty = station.at(RECEPTION)
    answer = send(client, empty, "check", consent="on", method="gate", items="空手。")
    assert 'id="step-title" tabindex="-1">随身物品' not in answer.content.decode()
    assert "随身物品" in answer.content.decode()


def test_a_bed_is_the_last_step_and_only_those_somebody_may_have_are_offered(station: Station) -> None:
    beds.load("jzz")
    driver, client = station.at(IN_STATION, gender_declared="2", age_least=30, age_most=35), station.client("jiedai")
    body = client.get(page(driver), {"step": "bed"}).content.decode()
    offered = [bed.label for bed in Bed.objects.all() if f'value="{bed.pk}"' in body]
    assert offered
    assert {Bed.objects.get(label=label).zone.kind for label in offered} == {"women"}
    assert "在男区，本人为女" in body
    mine = Bed.objects.get(label=offered[0])
    refused = send(client, driver, "bed", bed=mine.pk)
    assert refused.status_code == 422
    assert "女性房间须由女性工作人员管理" in refused.content.decode()
    send(client, driver, "bed", bed=mine.pk, female_carer="on")
    assert driver.case.bedstays.get(until=None).bed == mine
    assert "安排床位" in client.get(page(driver), {"step": "bed"}).content.decode()


def test_a_capable_adult_leaves_in_one_press_from_every_step(station: Station) -> None:
    driver, client = station.at(RECEPTION), station.client("jiedai")
    body = client.get(page(driver)).content.decode()
    path = f"/relief/{driver.case.number}/do/withdraw-request/"
    assert f'action="{path}"' in body
    client.post(path, {"version": driver.case.version, "idempotency_key": "x"})
    assert again(driver).state == PENDING_ARCHIVE
    assert client.get(page(driver)).headers["Location"] == f"/relief/{driver.case.number}/"


@pytest.mark.parametrize(("typed", "words"), [
    ("2203991952", "身份证号应为18位（旧号15位），现在10位"), ("220399195203080016", "末位校验不对"),
    (OWN, "没查到这个地区代码，可以继续"), ("", ""),
])  # fmt: skip
def test_the_number_is_looked_at_while_it_is_typed(station: Station, typed: str, words: str) -> None:
    client = station.client("jiedai")
    body = client.post("/relief/reception/number/", {"id_declared": typed, "gender_declared": "1"}).content.decode()
    assert words in body
    assert bool(body.strip()) == bool(words)


def test_one_step_sent_twice_is_done_once(station: Station) -> None:
    driver, client = station.at(SCREENING), station.client("shegong1")
    data = {"version": driver.case.version, "idempotency_key": "same", "step": "look", "findings": "神志清楚。"}
    for _again in range(2):
        assert client.post(page(driver), data).status_code == 302
    assert names(driver).count("complete_screening") == 1
