"""Guards of an exemplary case: each refuses in its own words and lets go when its way out is taken (§1.5)."""

from typing import Any

import pytest
from django.db import connection

from casework import engine
from casework.refusals import GuardsFailed, InvalidData
from property_rectification.models import Exemplar, LookBack
from tests.property_rectification.exemplar.conftest import TEXT, Desk
from tests.property_rectification.refused import denial, only

BEFORE = ("candidate", "drafted", "anonymised", "fact_check", "legal", "privacy", "party_notice", "approved")


def reopen(record: Any) -> None:
    """The source case stands in a state in which it is not finished."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('angui.transition', %s, true)", [str(record.source_id)])
        cursor.execute("UPDATE casework_record SET state = 'fact_finding' WHERE id = %s", [record.source_id])


def denied(desk: Desk, record: Any, code: str, who: str) -> list[str]:
    """The codes with which an act is denied before its form is filled."""
    with desk.world.acting():
        record = Exemplar.objects.get(pk=record.pk)
        found = [*engine.options(record, desk.world.actors[who]), *engine.amendments(record, desk.world.actors[who])]
        return [d.code for option in found if option.act.code == code for d in option.denials]


# --- the source -------------------------------------------------------------------------------------------------


def test_guard_source_final_at_the_nomination(desk: Desk) -> None:
    case = desk.world.passed()
    assert only("source_final", lambda: desk.nominate(source=case)).message == "来源案件尚未办结或决定尚未生效。"


def test_guard_source_final(desk: Desk) -> None:
    record = desk.nominate()
    reopen(record)
    only("source_final", lambda: desk.drafted(record=record))


def test_guard_lookback_passed_at_the_nomination(desk: Desk) -> None:
    case = desk.world.closed()
    only("lookback_passed", lambda: desk.nominate("POS", source=case))
    _looked_back(desk, case, "stable")
    assert desk.nominate("POS", source=case).state == "candidate"


def _looked_back(desk: Desk, case: Any, result: str) -> None:
    now = desk.world.now
    LookBack.objects.filter(case=case, stage="first").update(started_at=now, visited_on=now.date(), result=result)


def test_guard_lookback_passed(desk: Desk) -> None:
    case = desk.world.closed()
    _looked_back(desk, case, "stable")
    record = desk.nominate("POS", source=case)
    _looked_back(desk, case, "back")
    only("lookback_passed", lambda: desk.drafted(record=record))
    _looked_back(desk, case, "stable")
    assert desk.drafted(record=record).state == "drafted"


def test_guard_both_sides_heard_before_a_negative_example(desk: Desk) -> None:
    case = desk.world.closed()
    case.statements.filter(side="firm").delete()
    assert only("both_sides_heard", lambda: desk.nominate("NEG", source=case)).message == "曝光案例还差物业一方的意见。"
    assert desk.nominate("LAW", source=case).state == "candidate"


def test_guard_individual_negative_abstract(desk: Desk) -> None:
    record = desk.nominate("NEG")
    type(record.source).objects.filter(pk=record.source_id).update(side="owner")
    only("individual_negative_abstract", lambda: desk.drafted(record=record, facts="锦绣花园顶楼有人搭建彩钢房。"))
    record = desk.drafted(record=record)
    pointing = TEXT | {"facts": "业主李小红在露台搭建彩钢房。"}
    only("individual_negative_abstract", lambda: desk.amend(record, "edit_text", "publicity", **pointing))


def test_guard_individual_negative_abstract_of_the_correction(desk: Desk) -> None:
    record = desk.published(genre="NEG")
    type(record.source).objects.filter(pk=record.source_id).update(side="owner")
    only("individual_negative_abstract", lambda: desk.correction(record, facts="锦绣花园顶楼有人搭建彩钢房。"))


# --- the mask ---------------------------------------------------------------------------------------------------


def test_guard_mask_passed(desk: Desk) -> None:
    record = desk.mapped(desk.drafted(facts="业主李小红住3号楼2单元501。\n她的车是吉C12345。"))
    refused = only("mask_passed", lambda: desk.do(record, "anonymise_text", "publicity"))
    assert refused.message == "文稿中还有可以识别个人的内容：第1段（姓名、房号）、第2段（车牌）。"
    record = desk.amend(record, "apply_masks", "publicity")
    assert [s.body.reveal() for s in record.text.sentences.all()][:2] == ["业主李某住某楼某户。", "她的车是一辆轿车。"]
    assert record.text.sentences.first().proofs.filter(holds=True).exists()
    assert desk.do(record, "anonymise_text", "publicity").state == "anonymised"


def test_guard_mask_passed_looks_for_the_names_of_the_case(desk: Desk) -> None:
    case = desk.world.closed()
    case.reporter.name = "慕白雪"
    case.reporter.save()
    record = desk.mapped(desk.drafted(record=desk.nominate(source=case), facts="慕白雪那天也在，公共收益没有公示。"))
    only("mask_passed", lambda: desk.do(record, "anonymise_text", "publicity"))
    assert "慕白雪" not in str(record.text.report)


def test_guard_mask_passed_for_small_groups(desk: Desk) -> None:
    record = desk.mapped(desk.drafted(facts="某处发生一件事情。\n锦绣花园业委会主任3月2日询问。"))
    refused = only("mask_passed", lambda: desk.do(record, "anonymise_text", "publicity"))
    assert (refused.message, refused.remedy) == (
        "第2段能认出具体住户（不足5户）。", "改写为“某楼某户”，去掉时间或职务",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("state", "code", "who"), [("privacy", "pass_privacy_review", "privacy"), ("approved", "publish_text", "publicity")]
)
def test_guard_mask_passed_again_before_each_gate(desk: Desk, state: str, code: str, who: str) -> None:
    """The reporter's name came to be known later: the text is looked at again."""
    record = getattr(desk, state)(facts="某小区的慕白雪反复询问，没有结果。")
    reporter = record.source.reporter
    reporter.name = "慕白雪"
    reporter.save()
    only("mask_passed", lambda: desk.do(record, code, who))


def test_guard_something_to_mask(desk: Desk) -> None:
    record = desk.drafted()
    only("something_to_mask", lambda: desk.amend(record, "apply_masks", "publicity"))


def test_guard_minors_excluded(desk: Desk) -> None:
    for state, code, who in (("drafted", "anonymise_text", "publicity"), ("privacy", "pass_privacy_review", "privacy")):
        record = getattr(desk, state)(facts="某小区一名13岁学生在场。")
        type(record.source).objects.filter(pk=record.source_id).update(flags=["MINOR"])
        only("minors_excluded", lambda record=record, code=code, who=who: desk.do(record, code, who))


def test_a_case_with_a_minor_passes_where_nobody_can_be_recognised(desk: Desk) -> None:
    record = desk.drafted()
    type(record.source).objects.filter(pk=record.source_id).update(flags=["MINOR"])
    assert "minors_excluded" not in denied(desk, record, "anonymise_text", "publicity")


# --- the firm ---------------------------------------------------------------------------------------------------


def test_guard_firm_naming_lawful(desk: Desk) -> None:
    record = desk.drafted(handling="住建部门责令恒居物业限期公示全部收支。")
    refused = only("firm_naming_lawful", lambda: desk.do(record, "anonymise_text", "publicity"))
    assert (refused.message, refused.remedy) == ("企业名称不能公开。", "请改为“某物业公司”，或取得书面同意。")
    masked = desk.amend(record, "apply_masks", "publicity")
    assert masked.text.sentences.get(position=3).body.reveal() == "住建部门责令某物业公司限期公示全部收支。"
    assert "firm_naming_lawful" not in denied(desk, masked, "anonymise_text", "publicity")


def test_guard_firm_naming_lawful_while_a_review_or_suit_is_possible(desk: Desk) -> None:
    record = desk.drafted(**desk.named(naming_from=desk.world.now.date().isoformat()))
    day = desk.world.now.date()
    record.naming_from = day
    type(record).objects.filter(pk=record.pk).update(naming_from=desk.world.now.date())
    desk.world.now = desk.world.now.replace(hour=23)
    refused = denial("firm_naming_lawful", lambda: desk.do(record, "anonymise_text", "publicity"))
    assert refused.message == "处罚决定还在复议、诉讼期，不能点名。"
    assert refused.remedy.startswith("写“某物业公司”，或等到")
    desk.world.later(days=1)
    assert "firm_naming_lawful" not in denied(desk, record, "anonymise_text", "publicity")


@pytest.mark.parametrize("gap", [{"naming_reference": ""}, {"naming_ground": ""}, {"naming_ground": "consent"}])
def test_guard_firm_naming_lawful_needs_its_ground(desk: Desk, gap: dict[str, str]) -> None:
    record = desk.drafted(**desk.named(**gap))
    assert "firm_naming_lawful" in denied(desk, record, "anonymise_text", "publicity")


def test_guard_firm_naming_lawful_with_written_consent(desk: Desk) -> None:
    record = desk.nominate()
    consent = desk.world.file(record, "consent")
    record = desk.drafted(record=record, **desk.named(naming_ground="consent", consent=consent))
    assert "firm_naming_lawful" not in denied(desk, record, "anonymise_text", "publicity")


def test_guard_firm_naming_lawful_before_the_legal_signature(desk: Desk) -> None:
    record = desk.legal()
    type(record).objects.filter(pk=record.pk).update(firm_named=True)
    only("firm_naming_lawful", lambda: desk.do(record, "pass_legal_review", "legal"))


# --- facts and words --------------------------------------------------------------------------------------------


def test_guard_sentences_mapped_to_evidence(desk: Desk) -> None:
    record = desk.do(desk.mapped(desk.drafted(), leave_out=(2, 4)), "anonymise_text", "publicity")
    refused = only("sentences_mapped_to_evidence", lambda: desk.do(record, "start_fact_check", "publicity"))
    assert refused.message == "第2、4句没有对应证据。"
    record = desk.mapped(record)
    record = desk.do(record, "start_fact_check", "publicity")
    record = desk.mapped(record, leave_out=(1,))
    only("sentences_mapped_to_evidence", lambda: desk.do(record, "pass_fact_check", "office"))


def test_evidence_that_was_found_unlawful_proves_nothing(desk: Desk) -> None:
    record = desk.anonymised()
    record.source.evidences.update(lawful=False)
    denial("sentences_mapped_to_evidence", lambda: desk.do(record, "start_fact_check", "publicity"))


def test_guard_no_prohibited_content(desk: Desk) -> None:
    for state, code, who in (("legal", "pass_legal_review", "legal"), ("party_notice", "approve_text", "leader")):
        record = getattr(desk, state)()
        sentence = record.text.sentences.get(position=1)
        sentence.body = "有人被行政拘留5日。"
        sentence.save()
        refused = only("no_prohibited_content", lambda record=record, code=code, who=who: desk.do(record, code, who))
        assert refused.message == "文稿含有禁止公开的内容：第1段「行政拘留」。"


def test_a_label_stands_in_no_title(desk: Desk) -> None:
    record = desk.nominate()
    with pytest.raises(InvalidData) as refused:
        desk.drafted(record=record, title="物闹事件的处理")
    assert list(refused.value.errors) == ["title"]
    with pytest.raises(InvalidData):
        desk.drafted(record=record, title="业主李小红反映的公共收益")


# --- four eyes --------------------------------------------------------------------------------------------------


def test_guard_not_drafter(desk: Desk) -> None:
    record = desk.drafted(by="office")
    record = desk.do(desk.mapped(record, "office"), "anonymise_text", "publicity")
    record = desk.do(record, "start_fact_check", "publicity")
    assert denied(desk, record, "pass_fact_check", "office") == ["not_drafter"]
    only("not_drafter", lambda: desk.do(record, "pass_fact_check", "office"))
    assert desk.do(record, "pass_fact_check", "office2").state == "legal"


def test_guard_not_drafter_of_the_approval(desk: Desk) -> None:
    record = desk.party_notice()
    author = record.exemplartexts.get()
    author.recorded_by = desk.world.actors["leader"].post
    author.save()
    assert denied(desk, record, "approve_text", "leader") == ["not_drafter"]
    only("not_drafter", lambda: desk.do(record, "approve_text", "leader"))


@pytest.mark.parametrize(
    ("state", "code", "who"), [("legal", "pass_legal_review", "legal"), ("privacy", "pass_privacy_review", "privacy")]
)
def test_nobody_signs_a_text_of_their_own(desk: Desk, state: str, code: str, who: str) -> None:
    record = getattr(desk, state)()
    record.exemplartexts.update(recorded_by=desk.world.actors[who].post)
    denial("not_drafter", lambda: desk.do(record, code, who))


def test_earlier_drafters_stay_drafters(desk: Desk) -> None:
    record = desk.amend(desk.drafted(by="office"), "edit_text", "publicity", **TEXT)
    record = desk.do(desk.mapped(record), "anonymise_text", "publicity")
    record = desk.do(record, "start_fact_check", "publicity")
    assert denied(desk, record, "pass_fact_check", "office") == ["not_drafter"]


# --- the firm's comment -----------------------------------------------------------------------------------------


def test_guard_party_comment_settled(desk: Desk) -> None:
    record = desk.party_notice(**desk.named())
    timer = record.timers.get(key="T.EXEMPLAR.COMMENT", stopped_at=None)
    only("party_comment_settled", lambda: desk.do(record, "approve_text", "leader"))
    desk.world.now = timer.due_at - desk.world.now.resolution * 60_000_000  # the last minute of the firm's time
    only("party_comment_settled", lambda: desk.do(record, "approve_text", "leader"))
    desk.world.now = timer.due_at
    assert desk.do(record, "approve_text", "leader").state == "approved"


def test_guard_party_comment_settled_by_an_answer(desk: Desk) -> None:
    record = desk.party_notice(**desk.named())
    said = {"received_at": desk.world.iso(hours=1), "content": "整改已经完成，请写明。"}
    record = desk.amend(record, "record_comment", "office", **said)
    desk.world.later(days=30)
    only("party_comment_settled", lambda: desk.do(record, "approve_text", "leader"))
    record = desk.amend(record, "answer_comment", "office", answer="已写明整改情况。")
    assert desk.do(record, "approve_text", "leader").state == "approved"


def test_guard_firm_is_named_before_its_comment(desk: Desk) -> None:
    record = desk.party_notice()
    said = {"received_at": desk.world.iso(hours=1), "content": "整改已经完成，请写明。"}
    only("firm_is_named", lambda: desk.amend(record, "record_comment", "office", **said))


def test_guard_comment_waits_for_answer(desk: Desk) -> None:
    record = desk.party_notice(**desk.named())
    only("comment_waits_for_answer", lambda: desk.amend(record, "answer_comment", "office", answer="已写明。"))


# --- on line and off --------------------------------------------------------------------------------------------


def test_guard_source_still_valid(desk: Desk) -> None:
    record = desk.approved()
    changed = desk.amend(record, "record_source_change", "legal", change="revoked", note="复议决定撤销原决定。")
    only("source_still_valid", lambda: desk.do(changed, "publish_text", "publicity"))


def test_guard_source_still_valid_while_the_case_is_open_again(desk: Desk) -> None:
    record = desk.approved()
    reopen(record)
    only("source_still_valid", lambda: desk.do(record, "publish_text", "publicity"))


def test_guard_correction_double_signed(desk: Desk) -> None:
    record = desk.published()
    only("correction_double_signed", lambda: desk.do(record, "correct_text", "publicity"))
    record = desk.correction(record, facts="某小区的公共收益两年没有公示。")
    record = desk.amend(record, "sign_correction_legal", "legal")
    only("correction_double_signed", lambda: desk.do(record, "correct_text", "publicity"))
    record = desk.amend(record, "sign_correction_privacy", "privacy")
    record = desk.do(record, "correct_text", "publicity")
    assert (record.state, record.online_id) == ("corrected", record.text_id)
    assert "两年" in record.public_text


def test_guard_mask_passed_of_the_correction(desk: Desk) -> None:
    record = desk.correction(desk.published(), facts="业主李小红多次询问公共收益。")
    record = desk.amend(record, "sign_correction_legal", "legal")
    only("mask_passed", lambda: desk.amend(record, "sign_correction_privacy", "privacy"))
    record.exemplarsignatures.model.objects.create(
        exemplar=record, text=record.text, step="privacy", recorded_at=desk.world.now
    )
    only("mask_passed", lambda: desk.do(record, "correct_text", "publicity"))


@pytest.mark.parametrize(("code", "who"), [("sign_correction_legal", "legal"), ("sign_correction_privacy", "privacy")])
def test_guard_correction_waits(desk: Desk, code: str, who: str) -> None:
    record = desk.published()
    only("correction_waits", lambda: desk.amend(record, code, who))


def test_guards_no_prohibited_content_and_firm_naming_lawful_of_the_correction(desk: Desk) -> None:
    record = desk.correction(desk.published(), facts="某物业公司录制了道歉视频公示收益。")
    only("no_prohibited_content", lambda: desk.amend(record, "sign_correction_legal", "legal"))
    record = desk.correction(record, facts="恒居物业三年没有公示公共收益。")
    only("firm_naming_lawful", lambda: desk.amend(record, "sign_correction_legal", "legal"))


def test_guard_minors_excluded_of_the_correction(desk: Desk) -> None:
    record = desk.correction(desk.published(), facts="某小区一名13岁学生在场。")
    type(record.source).objects.filter(pk=record.source_id).update(flags=["MINOR"])
    only("minors_excluded", lambda: desk.amend(record, "sign_correction_privacy", "privacy"))


def test_guard_withdrawal_cause_present(desk: Desk) -> None:
    record = desk.published()
    only("withdrawal_cause_present", lambda: desk.do(record, "withdraw_publication", "publicity"))
    only("withdrawal_cause_present", lambda: desk.do(record, "withdraw_publication", "system"))
    record = desk.do(record, "withdraw_publication", "publicity", cause="privacy")
    assert (record.state, record.online, record.public_text) == ("withdrawn", None, "")


def test_guard_withdrawal_explained(desk: Desk) -> None:
    record = desk.withdrawn()
    only("withdrawal_explained", lambda: desk.do(record, "explain_withdrawal", "publicity", explanation="撤回。"))
    with pytest.raises(InvalidData):
        desk.do(record, "explain_withdrawal", "publicity", explanation="业主李小红认为能识别到本人，故撤回。")
    with pytest.raises(InvalidData):
        desk.do(record, "explain_withdrawal", "publicity", explanation="因有人缠访，本案例撤回，特此说明。")
    for text, way in (
        ("恒居物业提出意见，本案例撤回。", "请写“某物业公司”"),
        ("因锦绣花园业委会主任提出意见，本案例撤回。", "请去掉日期或职务"),
        ("因当事人已公开道歉，本案例撤回。", "公开道歉"),
    ):
        with pytest.raises(InvalidData) as refused:
            desk.do(record, "explain_withdrawal", "publicity", explanation=text)
        assert way in str(refused.value.errors["explanation"])
    record = desk.do(record, "explain_withdrawal", "publicity", explanation="当事人认为能识别到本人，故撤回。")
    assert (record.state, record.explained_at is not None) == ("expired", True)


def test_guard_publication_period_over(desk: Desk) -> None:
    record = desk.published()
    timer = record.timers.get(key="T.EXEMPLAR.EXPIRE")
    assert (timer.amount, timer.unit) == (12, "month")
    desk.world.now = timer.due_at - desk.world.now.resolution * 60_000_000
    only("publication_period_over", lambda: desk.do(record, "expire_publication", "system"))
    desk.world.now = timer.due_at
    record = desk.do(record, "expire_publication", "system")
    assert (record.state, record.online, record.public_text) == ("expired", None, "")


@pytest.mark.parametrize("state", BEFORE)
def test_guard_reasons_written_before_it_is_dropped(desk: Desk, state: str) -> None:
    record = desk.nominate() if state == "candidate" else getattr(desk, state)()
    only("reasons_written", lambda: desk.do(record, "reject_exemplar", "leader", reasons="不用"))
    assert desk.do(record, "reject_exemplar", "leader", reasons="同类案例已经发布过三篇。").state == "rejected"


@pytest.mark.parametrize(
    ("state", "who"), [("fact_check", "office"), ("legal", "legal"), ("privacy", "privacy"), ("party_notice", "leader")]
)
def test_guard_reasons_written_before_it_goes_back(desk: Desk, state: str, who: str) -> None:
    record = getattr(desk, state)()
    only("reasons_written", lambda: desk.do(record, "return_text", who, reasons="改"))
    record = desk.do(record, "return_text", who, reasons="第二句没有写清时间范围。")
    assert record.state == "drafted"
    with pytest.raises(GuardsFailed):
        desk.amend(record, "apply_masks", "publicity")
