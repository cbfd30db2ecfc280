"""F-10 and F-11: what both sides take home, and what an end without an agreement says (L-70, L-71)."""

from typing import Any

import pytest

from casework import boundary, documents
from property_rectification import mediation_words
from tests.property_rectification.test_receipt import fields, text
from tests.property_rectification.world import World


def test_the_form_says_who_wants_it_and_never_who_reported(world: World) -> None:
    """§5.4: the paper reaches the firm, so the owners' side signs in person and is not named by us."""
    case = world.asked_to_mediate(reporter_name="王例")
    case = world.do(world.consent(case), "start_mediation", "mediator")
    said = text(case, "F-10")
    assert "调解自愿、免费，任何一方可以随时不调解。" in said
    assert "同意调解" in said
    assert "恒居物业" in said
    assert "（到场本人填写）" in said
    assert "王例" not in said
    assert "其他途径" not in said


def test_the_agreement_bears_its_day_the_box_and_room_to_sign(world: World) -> None:
    case = world.agreed()
    said = text(case, "F-10")
    for words in ("调解协议书", "减收两个月物业费", "2026年3月20日", "收据", "签名或捺印",
                  "协议自生效之日起30日内，双方可共同申请司法确认。"):  # fmt: skip
        assert words in said, words
    assert "授权委托书" in text(case, "F-11")


def test_no_way_to_the_court_is_offered_where_ownership_is_decided(world: World) -> None:
    case = world.agreed(decides_ownership=True)
    assert "司法确认" not in text(case, "F-10")
    assert documents.latest(case, "F-11") is None


def _told_to_the_street(world: World) -> Any:
    case = world.mediating()
    data = {"side": "owner", "at": world.iso(), "mode": "03"}
    case = world.amend(case, "record_refusal", "street", **data)
    with world.acting():
        return boundary.follow_up(case)


@pytest.mark.parametrize(
    ("ended", "how"),
    [
        (lambda w: w.do(w.mediating(), "end_mediation", "firm"), "一方不愿调解"),
        (lambda w: w.do(w.mediating(), "end_mediation", "mediator", cause="failed"), "没有达成协议"),
        (lambda w: w.consent(w.asked_to_mediate(), answer="no"), "一方不愿调解"),
        (_told_to_the_street, "一方不愿调解"),
    ],
)
def test_an_end_without_an_agreement_prints_the_other_ways_once(world: World, ended: Any, how: str) -> None:
    case = ended(world)
    said = text(case, "F-10")
    assert how in said
    assert all(str(way) in said for way in mediation_words.OTHER_WAYS)
    ways = [paper for paper in documents.of(case).filter(code="F-10") if documents.snapshot_of(paper)["ways"]]
    assert len(ways) == 1


def test_only_who_reads_a_mediation_opens_its_paper_or_who_made_it(world: World) -> None:
    paper = documents.latest(world.agreed(), "F-10")
    assert paper is not None
    opens = {name for name, actor in world.actors.items() if documents.may_open(paper, actor)}
    assert opens == {"mediator", "mediator2", "firm", "body"}
    told = documents.latest(_told_to_the_street(world), "F-10")
    assert told is not None
    assert documents.may_open(told, world.actors["street"]), "the street hands the other ways out"


def test_a_yes_prints_nothing(world: World) -> None:
    case = world.consent(world.asked_to_mediate())
    assert documents.latest(case, "F-10") is None
    assert fields(world.do(case, "start_mediation", "mediator"), "F-10")["round"] == 1
