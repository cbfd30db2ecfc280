"""P-19 and what is around it, over HTTP: a matter the petition office deals with, a merged reporter, a dispute."""

from typing import Any

from casework import clock, kinds
from casework.demo import actor
from casework.models import Agency, Notice
from casework.outbox import relay
from geo.models import Compound
from property_rectification.demo.roads import NARRATIVE, Driver
from property_rectification.models import RectificationCase
from property_rectification.public import status
from tests import statements
from tests.flows.district import CASES, District, Road, Stage, along, as_stage
from tests.flows.test_case_page import later
from tests.statements import CASE_PAGE

INJURED = "昨天晚上三号楼外墙瓷砖又掉下来，砸伤一位老人，送了医院，请马上处理。"


def _made(district: District, who: str, body: dict[str, Any]) -> Stage:
    answer = district.api(who).post(CASES, body, key=f"k{len(body['narrative'])}")
    assert answer.status_code == 201, answer.content.decode()
    return as_stage("property.case", answer.json()["id"])


def _did(district: District, who: str, stage: Stage, code: str, *, way: str = "transitions", **data: Any) -> Any:
    answer = district.api(who).act(stage, code, data, way=way)
    assert answer.status_code == 200, answer.content.decode()
    return answer.json()


def _triaged(district: District, body: dict[str, Any], category: str = "WA07", matter: str = "ordinary") -> Stage:
    stage = _made(district, "shouli1", body)
    _did(district, "shouli1", stage, "register_case")
    _did(district, "shouli1", stage, "start_triage")
    data = {"category": category, "matter": matter, "urgency": "normal"}
    _did(district, "shouli1", stage, "set_triage", way="amendments", **data)
    return stage


def test_P19_a_matter_of_the_petition_office_is_diverted_and_a_new_fact_is_a_case_of_its_own(
    district: District,
) -> None:
    """P-19: diverted with its petition number, the reporter told within the limit, nothing handled twice; the injury
    of yesterday begins a linked case of the safety set that goes to its unit at once (L-75, L-77)."""
    compound = Compound.objects.get(name="锦绣样园")
    body = {"channel": "02", "compound": compound.pk, "narrative": NARRATIVE, "reporter_phone": "13800000007"}
    stage = _triaged(district, body, matter="petition")
    inform = stage.record.timers.get(key="T.INTAKE.INFORM")
    told = clock.now().isoformat()
    route = {"route": "04", "organ": "示范区信访局", "told_how": "03", "told_at": told}
    refused = district.api("shouli1").act(stage, "divert_case", route)
    assert (refused.status_code, refused.json()["denials"][0]["code"]) == (422, "statutory_route_proven")
    _did(district, "shouli1", stage, "divert_case", **route, number="XF-2026-0131")
    told_now = district.api("shouli1").get(stage.url).json()
    assert (told_now["state"], told_now["statutory_route"]["number"]) == ("diverted", "XF-2026-0131")
    record = stage.record
    assert record.statutoryroutes.get().told_at < inform.due_at
    assert not record.timers.filter(key="T.INTAKE.INFORM", stopped_at=None).exists()

    unit = Agency.objects.get(code="zjj").pk
    for code, data in (("dispatch_case", {"lead_unit": unit}), ("start_triage", {})):
        again = district.api("shouli1").act(stage, code, data)
        assert (again.status_code, again.json()["code"]) == (409, "wrong_state"), "nothing is handled twice"

    page = district.client_of("shouli1").get(f"/cases/{record.number}/")
    assert page.context["case"]["onward"][0] == f"/cases/new/?linked={record.number}&compound={compound.pk}"
    assert page.context["stage"]["sentence"] == "本案现为“导入法定途径”。"
    form = district.client_of("shouli1").get(page.context["case"]["onward"][0])
    assert f'name="linked_to" value="{record.number}"' in form.content.decode()

    new = _triaged(district, body | {"narrative": INJURED, "linked_to": record.number}, category="WA08")
    assert "SAFETY_URGENT" in new.record.flags
    lift = Agency.objects.get(code="scjg").pk
    assert _did(district, "shouli1", new, "dispatch_case", lead_unit=lift)["state"] == "dispatched"
    assert new.record.linkedcases.get().other_id == record.pk
    assert stage.record.state == "diverted"
    shown = district.client_of("shouli1").get(f"/cases/{record.number}/").context["side_roads"]
    assert [one["case"]["number"] for one in shown if one["case"]] == [new.record.number]
    # the unit that got the new case sees that one alone: the diverted matter lies outside its scope
    seen = district.client_of("shijian1").get(f"/cases/{new.record.number}/")
    assert (seen.status_code, seen.context["side_roads"]) == (200, [])
    assert record.number not in seen.content.decode()


def test_the_screen_of_intake_links_the_case_too(staged: District) -> None:
    stage = later(staged, "diverted")
    client = staged.client_of("shouli1")
    with clock.moved_to(stage.at):
        data = {
            "channel": "01", "compound_name": "锦绣样园", "narrative": INJURED, "linked_to": stage.record.number,
            "idempotency_key": "linked-by-screen",
        }  # fmt: skip
        answer = client.post("/cases/new/", data)
    assert answer.status_code == 302, answer.content.decode()[:500]
    new = RectificationCase.objects.latest("opened_at")
    assert new.linkedcases.get().other_id == stage.pk
    with clock.moved_to(stage.at):
        unknown = client.post("/cases/new/", data | {"linked_to": "WY-000000-2026-1", "idempotency_key": "x"})
    assert unknown.status_code == 422
    assert "没有找到案件WY-000000-2026-1" in unknown.content.decode()
    assert INJURED in unknown.content.decode()


# --- what the reporter is told ----------------------------------------------------------------------------------


def test_the_reporter_of_a_diverted_case_reads_which_door(staged: District) -> None:
    stage = later(staged, "diverted")
    replies = [text for _title, text in _replies(stage)]
    assert replies == [
        "这件事由示范区信访局办理（信访，编号XF-2026-0131），请向该机关了解进展。这里不再另行办理；有新的情况，可以再次反映。"
    ]


def test_the_reporter_of_a_merged_case_reads_the_number_and_then_an_answer_of_their_own(staged: District) -> None:
    stage = later(staged, "merged")
    master = stage.record.mergings.get().master
    replies = [text for _title, text in _replies(stage)]
    assert replies == [f"与编号{master.number}的同一件事并案办理，办结后单独答复您。"]


def _replies(stage: Stage) -> list[tuple[str, str]]:
    return [(one.title, one.text) for one in status.replies(stage.record)]


# --- master and merged ------------------------------------------------------------------------------------------


def test_each_page_leads_to_the_other_within_scope(staged: District) -> None:
    stage = later(staged, "merged")
    child, master = stage.record, stage.record.mergings.get().master
    with clock.moved_to(stage.at):
        up = staged.client_of("shouli1").get(f"/cases/{child.number}/").context["side_roads"]
        down = staged.client_of("shouli1").get(f"/cases/{master.number}/").context["side_roads"]
        led = staged.client_of("zhujian1").get(f"/cases/{master.number}/")
    assert [one["case"]["number"] for one in up] == [master.number]
    assert [one["case"]["number"] for one in down] == [child.number]
    assert led.context["side_roads"] == [], "the unit of the master does not see who else reported"
    assert child.number not in led.content.decode()


def test_the_page_of_a_master_stays_within_its_statements(staged: District) -> None:
    stage = later(staged, "merged")
    path = f"/cases/{stage.record.mergings.get().master.number}/"
    client = staged.client_of("shouli1")
    with clock.moved_to(stage.at):
        client.get(path)
        with statements.counted() as sent:
            assert client.get(path).status_code == 200
    statements.within(CASE_PAGE, "page of a master case", sent)


def test_when_the_master_is_closed_somebody_is_asked_for_each_own_answer(staged: District) -> None:
    stage = later(staged, "merged")
    along(Road(stage.record.mergings.get().master), "closed", stage.at)
    relay()
    asked = Notice.objects.filter(record_id=stage.pk, user__username="shouli1").latest("pk")
    assert asked.params["action"] == "登记单独答复"


def test_a_case_laid_away_beside_the_road_is_no_example(staged: District) -> None:
    stage = later(staged, "diverted")
    with clock.moved_to(stage.at):
        driver = Road(stage.record)
        driver.attach("shouli1", "信访受理告知", "basis")
        today = clock.now().date().isoformat()
        driver.amend("zhuanban1", "record_route_result", result="01", result_no="信复7号", ended_on=today)
        driver.do("zhuanban1", "archive_diverted")
        page = staged.client_of("zhuanban1").get(f"/cases/{driver.case.number}/")
    assert page.context["case"]["onward"] is None
    assert page.context["stage"]["sentence"] == "本案现为“归档”。"


# --- lists ------------------------------------------------------------------------------------------------------


def test_the_views_of_who_dispatches(staged: District) -> None:
    labels = {"退办与争议": {"return_req", "disputed"}, "导入与并案": {"diverted", "merged"}}
    client = staged.client_of("zhuanban1")
    views = {str(v.label): v.query for v in kinds.by_name("property.case").views(actor("zhuanban1"))}
    for label, states in labels.items():
        found = client.get(f"/cases/?{views[label]}")
        assert found.status_code == 200
        numbers = {staged.stages["property.case"][state].record.number for state in states}
        assert all(number in found.content.decode() for number in numbers)
    theirs = {str(v.label) for v in kinds.by_name("property.case").views(actor("zhujian1"))}
    assert not theirs & {*labels, "疑似重复"}


def test_the_list_of_suspected_ones(district: District) -> None:
    first, other = Driver(), Driver()
    for driver in (first, other):
        driver.to("triage")
    second = Driver(same_as=[{"number": first.case.number}])
    second.to("triage")
    found = district.api("shouli1").get(CASES, {"suspected": "1", "state": "registered,triage"}).json()
    assert {one["number"] for one in found["results"]} == {first.case.number, second.case.number}
