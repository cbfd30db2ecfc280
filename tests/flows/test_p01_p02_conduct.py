"""P-01: a firm calls owners who ask for the accounts trouble-makers. P-02: a blocked gate, and the claim behind it."""

from typing import Any

import pytest

from casework.demo import picture
from casework.models import Agency, Relation
from geo.models import Compound
from property_rectification import codes
from property_rectification.models import RectificationCase
from tests.flows.bad import check
from tests.flows.district import CASES, District, as_stage
from tests.flows.test_export import firm_post

REPORT = "物业反映：业主李某带头物闹，在群里骂人，要求公布公共收益账目，附聊天截图。"
CLAIM = "供热九个月没有到位，老人孩子受冻，多次报修没有人处理，要求恢复供热并退还费用。"
MATTER = {"matter": "ordinary", "urgency": "normal"}


def compound() -> int:
    return Compound.objects.get(name="锦绣样园").pk


def made(district: District, who: str, **data: Any) -> Any:
    """A draft by HTTP, as something to act on."""
    given = {"channel": "02", "compound": compound(), "narrative": CLAIM} | data
    answer = district.api(who).post(CASES, given, key=f"new-{who}-{len(str(data))}")
    assert answer.status_code == 201, answer.content.decode()
    return as_stage("property.case", answer.json()["id"])


def done(district: District, who: str, stage: Any, code: str, body: Any = None) -> None:
    """Carry out a transition or an amendment by HTTP."""
    way = "transitions" if code in stage.record.lifecycle.rows else "amendments"
    answer = district.api(who).act(stage, code, body, way=way)
    assert answer.status_code == 200, answer.content.decode()


def to_triage(district: District, stage: Any, who: str = "shouli1") -> None:
    for step in ("register_case", "start_triage"):
        done(district, who, stage, step)


def conduct(district: District, stage: Any, who: str = "shouli1", *, yes: tuple[str, ...] = (), **more: Any) -> None:
    """The facts of conduct by HTTP, each lawful act answered."""
    sent = district.api(who).upload(stage, picture(3), title="现场材料", purpose="evidence")
    assert sent.status_code in (200, 201), sent.content.decode()
    answers = {f"lawful_{code}": "yes" if code in yes else "no" for code, _label in codes.choices("lawful_way")}
    facts = {
        "happened_at": "2026-03-01T09:00", "place": "小区业主群", "conduct": "在群里要求公布账目，言辞激烈。",
        "effect": "没有影响服务和收费。", "calmed_by": "社区工作人员", "source": "05", "owners_claim": "no",
        "file": str(stage.record.files.earliest("added_at").pk),
    }  # fmt: skip
    done(district, who, stage, "record_conduct", facts | answers | more)


def denials(answer: Any) -> set[str]:
    check(answer, (409, 422))
    return {one["code"] for one in answer.json().get("denials", [])}


# --- P-01 -------------------------------------------------------------------------------------------------------------


def test_P01_the_word_is_refused_in_the_title_and_kept_in_the_firms_own_words(district: District) -> None:
    sent = {"channel": "08", "compound": compound(), "narrative": REPORT, "title": "业主李某带头物闹"}
    answer = district.api("shouli1").post(CASES, sent, key="p01")
    check(answer, 422, "title")
    assert "建议写" in answer.content.decode()
    stage = made(district, "shouli1", channel="08", narrative=REPORT)
    assert "物闹" in stage.record.narrative.reveal()
    assert "物闹" not in stage.record.title


@pytest.mark.parametrize("category", ["WB12", "WB13"])
def test_P01_asking_for_accounts_and_criticism_block_the_category(district: District, category: str) -> None:
    """The lawful-right test answers yes, so the category is refused, and the other way is named."""
    stage = made(district, "shouli1", channel="08", narrative=REPORT)
    to_triage(district, stage)
    conduct(district, stage, yes=("disclosure", "opinion"))
    answer = district.api("shouli1").act(stage, "set_triage", {"category": category} | MATTER, way="amendments")
    assert {"lawful_conduct", "not_firm_alone"} <= denials(answer)
    assert "WA05、WA06" in answer.content.decode()
    case = stage.record
    assert (case.category, case.suspected) == ("", False)


@pytest.mark.parametrize("way", [code for code, _label in codes.choices("lawful_way")])
def test_P01_every_lawful_act_blocks_by_itself(district: District, way: str) -> None:
    stage = made(district, "shouli1", channel="08", narrative=REPORT)
    to_triage(district, stage)
    conduct(district, stage, yes=(way,), source="02")
    answer = district.api("shouli1").act(stage, "set_triage", {"category": "WB12"} | MATTER, way="amendments")
    assert denials(answer) == {"lawful_conduct"}


def test_P01_the_matter_becomes_a_case_about_the_accounts_and_the_firm_reads_no_violation(district: District) -> None:
    firm = firm_post().agency
    stage = made(district, "shouli1", channel="08", narrative=REPORT)
    to_triage(district, stage)
    conduct(district, stage, yes=("disclosure", "opinion"))
    done(district, "shouli1", stage, "set_triage", {"category": "WA06"} | MATTER)
    case = stage.record
    assert (case.side, case.suspected, "涉嫌" in case.title) == ("firm", False, False)
    done(district, "shouli1", stage, "dispatch_case", {"lead_unit": Agency.objects.get(code="zjj").pk})
    done(district, "zhujian1", stage, "sign_receipt")
    plan = {"check_plan": "查公示栏和账目，询问双方，取得照片。"}
    done(district, "zhujian1", stage, "start_fact_finding", plan)
    assert Relation.objects.filter(record=case.pk, agency=firm, kind=Relation.FIRM).exists()
    page = district.client_of("wuye").get(f"/cases/{case.number}/").content.decode()
    assert "没有登记到违法要素" in page
    assert "没有登记到违法要素" not in district.client_of("zhujian1").get(f"/cases/{case.number}/").content.decode()
    for told in ("李某", "聊天截图", "业主群", "言辞激烈"):
        assert told not in page


# --- P-02, as far as it needs no handoff ------------------------------------------------------------------------------


def blocked_gate(district: District) -> Any:
    said = "约三十名业主堵住小区大门五个小时，救护车无法进出，有人扔石块。"
    stage = made(district, "shouli1", narrative=said, group=True, households=30)
    to_triage(district, stage)
    conduct(
        district, stage, source="02", owners_claim="yes", place="小区大门",
        conduct="约三十人堵住大门五个小时，两人投掷石块。", effect="车辆不能进出，救护车改道，服务停止五小时。",
    )  # fmt: skip
    return stage


def test_P02_the_claim_becomes_its_own_case_and_both_go_on_apart(district: District) -> None:
    stage = blocked_gate(district)
    api = district.api("shouli1")
    first = api.act(stage, "set_triage", {"category": "WB12"} | MATTER, way="amendments")
    assert denials(first) == {"owner_claim_opened"}
    mixed = {"category": "WA10", "more": [{"category": "WB12"}]} | MATTER
    assert "one_side" in denials(api.act(stage, "set_triage", mixed, way="amendments"))
    done(district, "shouli1", stage, "split_off", {"narrative": CLAIM})
    done(district, "shouli1", stage, "set_triage", {"category": "WB12"} | MATTER)
    case = stage.record
    other = RectificationCase.objects.exclude(pk=case.pk).get()
    assert (case.suspected, "涉嫌" in case.title) == (True, True)
    claim = as_stage("property.case", other.pk)
    to_triage(district, claim)
    done(district, "shouli1", claim, "set_triage", {"category": "WA10"} | MATTER)
    done(district, "shouli1", claim, "dispatch_case", {"lead_unit": Agency.objects.get(code="zjj").pk})
    claimed = claim.record
    assert (claimed.state, claimed.urgency, "SAFETY_URGENT" in claimed.flags) == ("dispatched", "urgent", True)
    assert stage.record.state == "triage", "neither waits for the other"
    done(district, "shouli1", stage, "dispatch_case", {"lead_unit": Agency.objects.get(code="gafj").pk})
    for one, two in ((case, claimed), (claimed, case)):
        assert two.number in district.client_of("shouli1").get(f"/cases/{one.number}/").content.decode()


def test_P02_the_suspicion_is_printed_in_list_and_api_until_police_or_court_decided(district: District) -> None:
    stage = blocked_gate(district)
    done(district, "shouli1", stage, "split_off", {"narrative": CLAIM})
    done(district, "shouli1", stage, "set_triage", {"category": "WB12", "title": "大门被堵"} | MATTER)
    listed = district.client_of("shouli1").get("/cases/?category=WB12").content.decode()
    assert "大门被堵（涉嫌）" in listed
    assert district.api("shouli1").get(stage.url).json()["suspected"] is True
