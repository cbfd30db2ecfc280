"""What changes a case without moving it."""

from typing import Any

import pytest

from casework.refusals import GuardsFailed, InvalidData, NotYourRole, WrongState
from property_rectification.models import RectificationCase, Reporter
from tests.property_rectification.world import NARRATIVE, World

LAWFUL = (
    "complaint", "hotline", "petition", "suit", "meeting", "opinion", "fee", "filming", "disclosure", "media",
)  # fmt: skip


def conduct(world: World, case: Any, *, yes: str = "", file: bool = True, by: str = "office", **more: Any) -> Any:
    facts = {
        "happened_at": world.iso(days=1), "place": "物业服务中心", "conduct": "堵住服务中心大门，工作人员无法出入。",
        "effect": "停止收费和报修两小时。", "calmed_by": "社区工作人员", "source": "02", "owners_claim": "no",
    } | {f"lawful_{way}": "yes" if way == yes else "no" for way in LAWFUL}  # fmt: skip
    if file:
        facts["file"] = world.file(case)
    if claim := more.pop("claim", ""):
        facts["owners_claim"] = claim
    return world.amend(case, "record_conduct", by, **facts | more)


def triage(world: World, case: Any, category: str, **data: Any) -> Any:
    given = {"category": category, "matter": "ordinary", "urgency": "normal"} | data
    return world.amend(case, "set_triage", "office", **given)


def refusal_field(act: Any) -> str:
    with pytest.raises(InvalidData) as refused:
        act()
    return next(iter(refused.value.errors))


# --- beginning and completing -----------------------------------------------------------------------------------


def test_draft_stands_where_its_compound_stands_and_names_its_firm(world: World) -> None:
    case = world.draft()
    assert (case.division_id, case.firm, case.title) == (world.compound.division_id, world.firm, "锦绣花园反映事项")
    assert set(case.timers.values_list("key", flat=True)) == {"T.INTAKE.REGISTER"}


def test_reporter_is_encrypted_and_found_by_phone(world: World) -> None:
    case = world.draft(reporter_name="某某", reporter_phone="138 0000-5678", wants_secrecy=True)
    reporter = case.reporter
    assert reporter.phone.reveal() == "13800005678"
    assert f"{reporter.phone}" == "138****5678"
    assert reporter.phone_index is not None
    assert "CONFIDENTIAL_REPORTER" in case.flags
    assert reporter.reachable


def test_reporter_without_contact_is_not_reachable(world: World) -> None:
    assert not world.draft(reporter_phone="").reporter.reachable


def test_corrected_phone_is_found_again(world: World) -> None:
    case = world.draft()
    before = bytes(case.reporter.phone_index)
    case = world.amend(case, "edit_reporter", "intake", reporter_phone="13900001111", reporter_name="某某")
    after = Reporter.objects.get(case=case)
    assert (after.phone.reveal(), bytes(after.phone_index) != before) == ("13900001111", True)


def test_what_is_not_given_stays(world: World) -> None:
    case = world.draft(wants_secrecy=True)
    case = world.amend(case, "edit_reporter", "intake", reporter_name="某某")
    assert (case.reporter.phone.reveal(), case.reporter.wants_secrecy) == ("13800005678", True)
    assert "CONFIDENTIAL_REPORTER" in case.flags
    case = world.amend(case, "edit_reporter", "intake", secrecy="no")
    assert "CONFIDENTIAL_REPORTER" not in case.flags


def test_minor_found_later_needs_the_guardian(world: World) -> None:
    case = world.draft()
    assert refusal_field(lambda: world.amend(case, "edit_reporter", "intake", minor_involved="yes")) == "guardian"
    case = world.amend(case, "edit_reporter", "intake", minor_involved="yes", guardian="某父")
    assert "MINOR" in case.flags


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"reporter_phone": "1380000567"}, "reporter_phone"),
        ({"minor": True}, "guardian"),
        ({"happened_at": "2026-04-01T08:00"}, "happened_at"),
        ({"title": "物闹上门"}, "title"),
        ({"channel": "99"}, "channel"),
    ],
)
def test_intake_refuses_field_by_field(world: World, data: dict[str, Any], field: str) -> None:
    assert refusal_field(lambda: world.draft(**data)) == field
    assert not RectificationCase.objects.exists()


def test_own_words_stay_in_the_narrative(world: World) -> None:
    case = world.draft(narrative=f"物业说我是“物闹”。{NARRATIVE}")
    assert "物闹" in case.narrative.reveal()


def test_numbers_of_people_are_masked_in_the_title(world: World) -> None:
    assert "13800005678" not in world.draft(title="致电13800005678反映").title


def test_draft_without_compound_lies_in_the_clerks_district(world: World) -> None:
    case = world.draft(compound=None, place="东门外空地")
    assert (case.division_id, case.title) == ("220399", "东门外空地反映事项")


def test_edit_intake_keeps_what_is_not_given(world: World) -> None:
    case = world.amend(world.draft(claim="公布收支"), "edit_intake", "intake", place="3号楼前")
    assert (case.place, case.claim.reveal(), case.narrative.reveal()) == ("3号楼前", "公布收支", NARRATIVE)


def test_intake_is_not_rewritten_after_triage_began(world: World) -> None:
    case = world.triage()
    with pytest.raises(WrongState):
        world.amend(case, "edit_intake", "intake", place="3号楼前")


# --- triage and the gate ----------------------------------------------------------------------------------------


def test_triage_sets_category_side_title_and_safety(world: World) -> None:
    case = world.triage("WA08")
    assert (case.category, case.side, case.title) == ("WA08", "firm", "电梯安全")
    assert (case.urgency, "SAFETY_URGENT" in case.flags) == ("urgent", True)
    case = triage(world, case, "WA05")
    assert "SAFETY_URGENT" not in case.flags


def test_other_categories_go_beside_the_primary_one(world: World) -> None:
    case = triage(world, world.triage(), "WA02", more=[{"category": "WA05"}, {"category": "WA02"}])
    assert case.categories_more == ["WA05"]


def test_police_set_is_said_in_the_event(world: World) -> None:
    case = world.triage("WA13")
    assert case.events.order_by("seq").last().detail["police_first"] is True


def test_triage_refuses_words_in_its_title(world: World) -> None:
    case = world.triage()
    assert refusal_field(lambda: triage(world, case, "WA05", title="刁民上访")) == "title"


def test_becoming_a_petition_counts_from_registration(world: World) -> None:
    case = world.triage()
    world.later(days=1)
    case = triage(world, case, "WA05", matter="petition")
    assert case.timers.get(key="T.INTAKE.INFORM").started_at == case.registered_at
    case = triage(world, case, "WA05", matter="ordinary")
    assert case.timers.get(key="T.INTAKE.INFORM").stopped_at is not None


@pytest.mark.parametrize("category", ["WB12", "WB13", "WB14"])
def test_guard_conduct_facts(world: World, category: str) -> None:
    case = world.triage()
    with pytest.raises(GuardsFailed) as refused:
        triage(world, case, category)
    assert refused.value.codes == ["conduct_facts"]
    assert refused.value.denials[0].message == "还差：时间、地点、行为、对经营的影响、谁先劝解过。"
    conduct(world, case, file=False)
    with pytest.raises(GuardsFailed) as refused:
        triage(world, case, category)
    assert refused.value.denials[0].message == "还差：证据。"
    assert RectificationCase.objects.get(pk=case.pk).category == "WA05"


@pytest.mark.parametrize("way", LAWFUL)
def test_guard_lawful_conduct(world: World, way: str) -> None:
    case = conduct(world, world.triage(), yes=way)
    with pytest.raises(GuardsFailed) as refused:
        triage(world, case, "WB12")
    assert refused.value.codes == ["lawful_conduct"]


def test_suspected_stays_suspected(world: World) -> None:
    case = triage(world, conduct(world, world.triage()), "WB12")
    assert case.suspected
    assert "涉嫌" in case.title
    assert not triage(world, case, "WA05").suspected


# --- facts, evidence, statements --------------------------------------------------------------------------------


def test_facts_are_numbered_in_their_order(world: World) -> None:
    case = world.fact_finding()
    for text in ("收支没有公示。", "问过两次没有答复。"):
        case = world.amend(case, "add_fact", "housing", statement=text)
    assert list(case.facts.values_list("number", "status")) == [(1, "claimed"), (2, "claimed")]


def test_statement_needs_its_words_and_a_waiver_its_paper(world: World) -> None:
    case = world.fact_finding()
    given = {"side": "firm", "at": world.iso(hours=1)}
    assert refusal_field(lambda: world.amend(case, "record_statement", "housing", kind="record", **given)) == "content"
    assert refusal_field(lambda: world.amend(case, "record_statement", "housing", kind="waiver", **given)) == "file"


def test_evidence_of_others_waits_for_the_leading_unit(world: World) -> None:
    case = world.fact_finding()
    case = world.amend(
        case, "add_evidence", "firm", type="01", title="公示照片", obtained_at=world.iso(hours=1), obtained_by="企业",
        source_note="企业自行拍摄", lawful=True,
    )  # fmt: skip
    piece = case.evidences.get()
    assert piece.lawful is None
    world.amend(case, "judge_evidence", "housing", evidence=str(piece.pk), lawful="no")
    piece.refresh_from_db()
    assert piece.lawful is False


def test_evidence_can_turn_against_a_fact(world: World) -> None:
    case = world.found(world.fact_finding())
    fact, piece = case.facts.get(), case.evidences.get()
    world.amend(case, "link_evidence", "housing", fact=str(fact.pk), evidence=str(piece.pk), contrary=True)
    assert fact.links.get().contrary is True


def test_evidence_of_another_case_cannot_be_linked(world: World) -> None:
    other = world.found(world.fact_finding()).evidences.get()
    case = world.found(world.fact_finding())
    fact = str(case.facts.get().pk)
    act = lambda: world.amend(case, "link_evidence", "housing", fact=fact, evidence=str(other.pk))  # noqa: E731
    assert refusal_field(act) == "evidence"


def test_file_of_another_case_cannot_be_cited(world: World) -> None:
    stranger = world.file(world.draft())
    case = world.found(world.fact_finding())
    act = lambda: world.evidence(case, case.facts.get(), file=stranger)  # noqa: E731
    assert refusal_field(act) == "file"


def test_order_is_not_served_in_the_future(world: World) -> None:
    case = world.found(world.fact_finding())
    act = lambda: world.do(case, "find_violation", "housing", **world.order(served_at="2026-12-01T08:00"))  # noqa: E731
    assert refusal_field(act) == "served_at"


# --- money, check list, call-back -------------------------------------------------------------------------------


def test_one_paper_proves_one_payment(world: World) -> None:
    case = world.rectifying("WA02", amount_confirmed="100.00")
    paper = world.file(case)
    given = {"kind": "02", "amount": "50.00", "paid_on": "2026-03-01", "file": paper}
    world.amend(case, "record_voucher", "housing", **given)
    assert refusal_field(lambda: world.amend(case, "record_voucher", "housing", **given)) == "file"


def test_check_item_of_the_same_name_gets_its_new_result(world: World) -> None:
    case = world.items(world.checking(), "no", "补全。")
    case = world.items(case)
    assert list(case.checks.get().items.values_list("item", "passed")) == [("公示栏", True)]


def test_failed_item_says_what_is_wanted(world: World) -> None:
    case = world.checking()
    assert refusal_field(lambda: world.items(case, "no")) == "items"


def test_handler_does_not_call_back(world: World) -> None:
    case = world.checking()
    case.relations.create(kind="handler", user=world.user("intake"), since=world.now)
    with pytest.raises(GuardsFailed) as refused:
        world.call(case)
    assert refused.value.codes == ["not_handler"]


def test_reached_reporter_gave_an_answer(world: World) -> None:
    case = world.checking()
    assert refusal_field(lambda: world.call(case, satisfaction="")) == "satisfaction"
    assert refusal_field(lambda: world.call(case, satisfaction="04")) == "satisfaction"


def test_call_back_belongs_to_check_and_notice(world: World) -> None:
    with pytest.raises(WrongState):
        world.call(world.rectifying())


def test_every_amendment_is_an_event_with_its_values_encrypted(world: World) -> None:
    case = world.found(world.fact_finding())
    assert case.events.count() == case.version
    text = str(list(case.events.values_list("changes", "detail")))
    assert "没有公示" not in text


def test_firm_cannot_write_statements(world: World) -> None:
    case = world.fact_finding()
    with pytest.raises(NotYourRole):
        world.amend(
            case, "record_statement", "firm", side="firm", kind="record", at=world.iso(), content="我们公示了。"
        )
