"""What a station really meets, told through HTTP, by the numbers of the acceptance examples, as far as built."""

import json
from datetime import datetime, timedelta
from typing import Any

from casework import clock, documents, outbox
from casework.models import OutboxMessage
from relief.demo import beds
from relief.lifecycle import CASE
from relief.models import Bed, ReliefCase
from relief.states import DEPARTURE, IN_STATION, LEAD_RECORDED, OPEN, PENDING_ARCHIVE, POST_DEATH
from tests.relief import staff
from tests.relief.refusing import WHOLE
from tests.relief.station import API, NO_MORE, Station, again, later
from tests.relief.test_papers import pages

JSON = "application/json"


class Person:
    """Somebody of the station at the API."""

    def __init__(self, station: Station, case: Any) -> None:
        self.station, self.pk = station, case.pk

    @property
    def case(self) -> Any:
        return ReliefCase.objects.get(pk=self.pk)

    def do(self, who: str, path: str, status: int = 200, **data: Any) -> Any:
        headers = {"If-Match": f'"{self.case.version}"'}
        answer = self.station.client(who).post(f"{API}/{self.pk}/{path}", data, content_type=JSON, headers=headers)
        assert answer.status_code == status, answer.json()
        return answer.json()


def received(station: Station, **data: Any) -> Person:
    whole = {"present": True, "arrival_mode": "01", "rights_told": True} | data
    answer = station.client("jiedai").post(API, whole, content_type=JSON)
    assert answer.status_code == 201, answer.json()
    return Person(station, ReliefCase.objects.get(pk=answer.json()["id"]))


def reviewed(one: Person) -> Person:
    one.do("anjian", "transitions/start-security-check", consent=True, method="gate")
    one.do("anjian", "transitions/pass-security-check", items="背包一个。")
    one.do("shegong1", "transitions/complete-screening", findings="神志清楚。")
    return one


def test_s_01_a_man_whose_money_is_used_up_is_admitted_and_goes_home_with_a_voucher(station: Station) -> None:
    one = reviewed(received(station, name_declared="石样", gender_declared="1", id_declared="220399195203080015",
                            id_type="111", request="钱用完了，想买票回家。"))  # fmt: skip
    assert one.case.person.birth_declared.isoformat() == "1952-03-08"
    one.do("shegong1", "amendments/record-review", practice_test=True, review_note="出门旅行，钱款用尽。")
    refused = one.do("shegong1", "transitions/admit-person", 422)
    assert [d["code"] for d in refused["denials"]] == ["countersigned_if_beyond_narrow_test"]
    one.do("zhiban", "amendments/countersign-admission")
    one.do("shegong1", "transitions/admit-person")
    one.do("shegong1", "amendments/verify-identity", verified_from="id_card", name_verified="石样",
           gender_verified="1", id_verified="220399195203080015")  # fmt: skip
    one.do("shegong1", "transitions/prepare-departure", mode="5.2", destination="01")
    one.do("jiedai", "transitions/leave-voluntarily", voucher=True, food=True, statement_kind="signed")
    case = one.case
    assert (case.outcome, case.departure_mode, case.state) == ("left_voluntarily", "5.2", "pending_archive")


def test_s_03_an_old_woman_without_a_name_is_admitted_on_the_eve_of_the_holiday(station: Station) -> None:
    with clock.moved_to(datetime(2026, 9, 30, 23, 40, tzinfo=clock.CHINA)):
        bare = {"present": True, "arrival_mode": "02", "gender_declared": "2", "age_least": 70, "age_most": 80}
        refused = station.client("jiedai").post(API, bare, content_type=JSON)
        assert list(refused.json()["errors"]) == ["brought_by_unit"], "who brought her is written down (R-22)"
        one = reviewed(received(station, **bare, brought_by_unit="示范派出所", accent="湖南口音"))
        one.do("shegong1", "amendments/record-review", cannot_state=True, review_note="不能表述。")
        one.do("shegong1", "transitions/admit-person")
    case = one.case
    assert case.state == IN_STATION, "no name, no paper, no countersignature is needed (R-12)"
    assert case.person.name_temp == f"无名氏20260930-{case.number[-5:]}"
    assert not case.person.name_declared
    body = station.client("shegong1").get(f"/relief/{case.number}/").content.decode()
    assert "湖南口音" in body
    assert "约70–80岁" in body


def test_s_05_a_capable_adult_leaves_at_two_in_the_morning_and_signs_nothing(station: Station) -> None:
    driver = station.at(IN_STATION)
    one = Person(station, driver.case)
    with clock.moved_to(datetime(2026, 11, 25, 2, 0, tzinfo=clock.CHINA)):
        one.do("zhaoliao", "transitions/leave-voluntarily", food=True)
        assert one.case.outcome == "left_voluntarily"
        # the refusal to sign is noted by two, after he is gone
        wrong = one.do("jiedai", "amendments/record-leaving-statement", 422, statement_kind="refused")
        assert list(wrong["errors"]) == ["second"]
        second = station.client("zhaoliao").session["_auth_user_id"]
        one.do("jiedai", "amendments/record-leaving-statement", statement_kind="refused", second=int(second))
    archived = one.do("dangan", "transitions/archive-case", volume="2026-5", retention="years_30")
    assert archived["state"] == "archived"


def test_s_06_a_man_of_doubtful_capacity_is_not_locked_in(station: Station) -> None:
    driver = station.at(IN_STATION)
    one = Person(station, driver.case)
    one.do("yiwu", "amendments/record-capacity", capacity="suspected_limited", signs="答非所问。")
    refused = one.do("zhaoliao", "transitions/leave-voluntarily", 422)
    assert [d["code"] for d in refused["denials"]] == ["capable_adult"]
    assert "提出离站请求" in refused["denials"][0]["remedy"]
    one.do("zhaoliao", "transitions/request-release")
    sent = OutboxMessage.objects.filter(record_id=one.pk, topic="notice.release", receiver="bell")
    assert [outbox.open_payload(m)["audience"]["roles"] for m in sent] == [["SUP"]], "the bureau sees it at once"
    danger = {"findings": "要往铁路上走。", "called": "示范派出所"}
    asked = one.do("zhiban", "proposals/defer-release", 201, **danger)
    one.do("zhanzhang", f"proposals/{asked['id']}/agree")
    assert one.case.timers.filter(key="TM-31", stopped_at=None).count() == 1
    with later(hours=20):
        asked = one.do("shegong1", "proposals/leave-after-assessment", 201, findings="送了棉衣，认得回家的路。")
        one.do("zhiban", f"proposals/{asked['id']}/agree")
    assert one.case.outcome == "left_voluntarily"
    assert not one.case.timers.filter(stopped_at=None).exists()


def test_s_07_a_boy_who_says_18_and_looks_15_is_a_minor(station: Station) -> None:
    """The doubt counts for minority at once, the hour runs, no bed among adults, no way out alone before it is
    disproved."""
    beds.load()
    one = received(station, gender_declared="1", birth_declared="2008-01-01", age_least=14, age_most=16)
    begun = one.case.timers.get(key="TM-11")
    assert (one.case.protection_state, begun.stopped_at) == ("to_be_assessed", None)
    assert begun.due_at - begun.started_at == timedelta(hours=1)
    reviewed(one)
    page = station.client("shegong1").get(f"/relief/{one.case.number}/").content.decode()
    assert "按未成年人办" in page
    assert "1小时内办一项" in page
    one.do("shegong1", "transitions/admit-person")
    among_adults = str(Bed.objects.get(label="B2").pk)
    refused = one.do("zhaoliao", "amendments/assign-bed", 422, bed=among_adults)
    assert "minors_apart" in [d["code"] for d in refused["denials"]]
    one.do("zhaoliao", "transitions/report-harm", about="说在工地被打。", organ="police", channel="call_110",
           officer="013562", reported_at=clock.now().isoformat())  # fmt: skip
    assert one.case.protection_state == "reported"
    assert not one.case.timers.filter(key="TM-11", stopped_at=None).exists()
    assert {paper.code for paper in documents.of(one.case)} >= {"J-13", "J-27", "J-28"}
    for who, code in (("zhaoliao", "leave-voluntarily"), ("zhanzhang", "release-minor-aged-16-17")):
        assert one.do(who, f"transitions/{code}", 422)["code"] == "guards_failed"
    asked = {"kind": "identity_inquiry", "addressed_to": "示范区公安局户政大队", "purpose": "自称18岁，看上去15岁。"}
    one.do("shegong1", "amendments/add-police-inquiry", **asked, asks_age=True)
    letter = "".join(pages(documents.latest(one.case, "J-11")))
    assert "■核实年龄" in letter
    assert "骨龄鉴定由公安机关依法决定" in letter
    refused = one.do("zhaoliao", "amendments/record-service", 422, services=["supper"])["denials"]
    assert [d["code"] for d in refused] == ["carer_of_minor_checked"], "the record check of carers is enforced"
    assert "换人，或更新查询" in refused[0]["remedy"]
    staff.checked("zhaoliao")
    one.do("zhaoliao", "amendments/record-service", services=["supper"])
    letter_key = str(one.case.inquiries.get().pk)
    one.do("zhiban", "amendments/record-inquiry-reply", inquiry=letter_key, reply="户籍登记出生于2008年1月1日。")
    assert one.do("zhaoliao", "transitions/leave-voluntarily", 422)["code"] == "guards_failed", "a reply proves nothing"
    one.do("shegong1", "amendments/verify-identity", verified_from="police", name_verified="石样", gender_verified="1",
           birth_verified="2008-01-01")  # fmt: skip
    one.do("zhaoliao", "transitions/leave-voluntarily")
    assert one.case.outcome == "left_voluntarily", "the police proved him to be an adult"


def test_s_16_a_woman_who_was_beaten_is_asked_alone(station: Station) -> None:
    driver = station.at(DEPARTURE, gender_declared="2", age_least=30, age_most=35)
    key = driver.collector(risk="suspected_violence", relation="10")
    one = Person(station, driver.case)
    data = {"collector": key, "agrees": True}
    refused = one.do("jiedai", "transitions/hand-over-to-family", 422, **data)
    assert [d["code"] for d in refused["denials"]] == ["risk_flag_cleared_by_true_wish"]
    wish = {"collector": key, "wish": "想先住几天，不想回去。"}
    assert one.do("shegong1", "amendments/hear-true-wish", 422, **wish)["errors"], "by somebody of her sex"
    one.do("shegong1", "amendments/hear-true-wish", **wish, same_sex=True)
    assert one.do("jiedai", "transitions/hand-over-to-family", 422, **data)["denials"], (
        "hearing her alone is not enough"
    )
    one.do("shegong1", "transitions/cancel-departure", reason="本人不愿回去。")
    assert one.case.state == IN_STATION, "care goes on"


def test_s_23_nobody_looks_for_people(station: Station) -> None:
    station.at(IN_STATION, name_declared="石样", gender_declared="1", id_declared="220399195203080015")
    client = station.client("shegong1")
    answer = client.get("/search/", {"q": "220399195203080015"})
    assert answer.status_code == 400
    assert client.get(API, {"q": "石样"}).json().get("count", 0) == 0
    listed = json.dumps(client.get(API).json(), ensure_ascii=False)
    assert "石样" not in listed
    assert "220399195203080015" not in listed


def test_minor_until_the_day_after_the_18th_birthday(station: Station) -> None:
    driver = station.minor()
    driver.do("shegong1", "verify_identity", **NO_MORE, birth_verified="2008-11-23")
    one = Person(station, driver.case)
    one.do("zhaoliao", "transitions/leave-voluntarily", 422)
    with clock.moved_to(datetime(2026, 11, 23, 23, 59, 59, tzinfo=clock.CHINA)):
        one.do("zhaoliao", "transitions/leave-voluntarily", 422)
    with clock.moved_to(datetime(2026, 11, 24, 0, 0, tzinfo=clock.CHINA) + timedelta(seconds=1)):
        one.do("zhaoliao", "transitions/leave-voluntarily")
    assert again(driver).outcome == "left_voluntarily"


def test_s20_a_petitioner_brought_to_be_kept_is_refused_and_goes(station: Station) -> None:
    """A township brings somebody with money and a hotel: not admitted, refused in writing; no state holds anybody."""
    one = received(
        station, name_declared="史样", gender_declared="1", age_least=40, arrival_mode="05",
        brought_by_unit="示范镇政府", brought_by="包例", request="来县里反映土地的事。",
    )  # fmt: skip
    reviewed(one)
    one.do("shegong1", "amendments/record-review", review_note="带着钱，住着旅馆。")
    refused = one.do("shegong1", "transitions/admit-person", 422)
    assert refused["denials"][0]["code"] == "eligible_or_protected"
    words = WHOLE | {"sender_told": "已告知镇政府：不符合条件的不能留在站里。", "referred_to": "示范镇"}
    asked = one.do("shegong1", "proposals/refuse-relief", 201, **words)
    for who, status in (("shegong1", 403), ("shegong2", 403), ("zhiban", 200)):
        answer = station.client(who).post(f"{API}/{one.pk}/proposals/{asked['id']}/agree", {}, content_type=JSON)
        assert answer.status_code == status, (who, answer.json())
    case = one.case
    assert (case.outcome, case.left_at is not None, case.admitted_at) == ("refused", True, None)
    page = station.client("zhanzhang").get(f"/relief/{case.number}/").content.decode()
    assert "示范镇政府" in page, "who sent them is on record"
    assert "不能留在站里" in page
    beside = (*OPEN, LEAD_RECORDED, POST_DEATH)
    held = [s.code for s in CASE.states.values() if not s.terminal and s.code not in (*beside, PENDING_ARCHIVE)]
    assert not held, "no state but the road, the archive and the ends"
