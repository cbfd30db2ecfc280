"""Four eyes: what is proposed moves nothing until somebody else agrees, and everything is asked again then."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from casework import engine, ledger, outbox, proposals
from casework.actor import Actor
from casework.models import Notice, Proposal, Record
from casework.refusals import Conflict, GuardsFailed, InvalidData, NotYourRole, OutOfScope, StaleVersion, WrongState
from property_rectification.models import RectificationCase
from tests.property_rectification.world import World


@pytest.fixture
def case(world: World) -> Any:
    """A case whose notice period is over: ready to be closed by two."""
    case = world.passed()
    world.later(days=12)
    return case


def now(case: Any) -> Any:
    return RectificationCase.objects.get(pk=case.pk)


def untouched(case: Any, act: Any, kind: type[Exception]) -> Any:
    """The refusal, after which case, events and proposals are as before."""

    def stand() -> Any:
        rows = list(Proposal.objects.order_by("pk").values("pk", "outcome", "decided_by"))
        return Record.objects.filter(pk=case.pk).values("state", "version").get(), case.events.count(), rows

    before = stand()
    with pytest.raises(kind) as refused:
        act()
    assert stand() == before
    return refused.value


def test_proposing_moves_nothing_and_is_an_event(world: World, case: Any) -> None:
    made = world.propose(case, "close_case", "office", note="可以销号。")
    event = case.events.order_by("-seq")[0]
    assert (now(case).state, now(case).version) == ("pre_close", case.version + 1)
    assert (event.name, event.detail) == ("propose", {"proposal": str(made.pk), "transition": "close_case"})
    assert (made.outcome, made.based_on_version, made.proposer) == ("open", case.version, world.actors["office"].post)
    assert proposals.data_of(made) == {"note": "可以销号。"}
    assert "可以销号".encode() not in bytes(made.data)
    assert list(ledger.verify([case.pk])) == []


def test_agreeing_carries_it_out_in_the_name_of_both(world: World, case: Any) -> None:
    made = world.propose(case, "close_case", "office", note="可以销号。")
    closed = world.agree(made, "office2")
    made.refresh_from_db()
    event = case.events.order_by("-seq")[0]
    assert (closed.state, event.name, event.actor) == ("closed", "close_case", world.user("office2"))
    assert (made.outcome, made.decided_by) == ("agreed", world.actors["office2"].post)
    assert made.proposed_at < made.decided_at <= event.at
    assert ledger.open_value(event.values.get(path="form/note")) == "可以销号。"


def test_a_single_person_cannot(world: World, case: Any) -> None:
    untouched(case, lambda: world.do(case, "close_case", "office"), GuardsFailed)
    made = world.propose(case, "close_case", "office")
    refused = untouched(case, lambda: world.agree(made, "office"), Conflict)
    assert (refused.status, refused.code) == (409, "own_proposal")


def test_another_post_of_the_same_person_is_the_same_person(world: World, case: Any) -> None:
    from casework.actor import Actor
    from casework.models import Post

    made = world.propose(case, "close_case", "office")
    first = world.actors["office"].post
    assert first is not None
    second = Post.objects.create(
        user=first.user, agency=world.agencies["centre"], role="R02", title="兼任", division=first.division,
        valid_from=first.valid_from,
    )  # fmt: skip
    refused = untouched(case, lambda: proposals.agree(made, actor=Actor(second)), Conflict)
    assert refused.code == "own_proposal"


def test_database_knows_two_people(world: World, case: Any) -> None:
    made = world.propose(case, "close_case", "office")
    with pytest.raises(IntegrityError, match="proposal_decided_by_another"), transaction.atomic():
        Proposal.objects.filter(pk=made.pk).update(outcome="agreed", decided_by=world.actors["office"].post)


@pytest.mark.parametrize("who", ["supervisor", "intake", "leader"])
def test_decider_has_the_role_of_the_step(world: World, case: Any, who: str) -> None:
    made = world.propose(case, "close_case", "office")
    untouched(case, lambda: world.agree(made, who), NotYourRole)


def test_who_does_not_see_the_case_does_not_decide(world: World, case: Any) -> None:
    made = world.propose(case, "close_case", "office")
    for who in ("fire", "admin"):
        untouched(case, lambda who=who: world.agree(made, who), OutOfScope)
    untouched(case, lambda: proposals.withdraw(made, actor=world.actors["fire"]), OutOfScope)


def test_named_decider_and_nobody_else(world: World, case: Any) -> None:
    world.actors["office3"] = world.person("office3", "office", "R02")
    made = proposals.propose(
        case, "close_case", actor=world.actors["office"], data={}, decider=world.user("office2")
    )  # fmt: skip
    untouched(case, lambda: world.agree(made, "office3"), OutOfScope)
    assert world.agree(made, "office2").state == "closed"


def test_only_one_waits_at_a_time(world: World, case: Any) -> None:
    made = world.propose(case, "close_case", "office")
    refused = untouched(case, lambda: world.propose(now(case), "close_case", "office2"), Conflict)
    assert refused.code == "already_proposed"
    proposals.withdraw(made, actor=world.actors["office"])
    assert world.propose(now(case), "close_case", "office2").outcome == "open"


def test_what_needs_no_second_person_is_not_proposed(world: World) -> None:
    case = world.draft()
    refused = untouched(case, lambda: world.propose(case, "register_case", "intake"), Conflict)
    assert refused.code == "no_second_person"


def test_proposing_checks_like_acting(world: World, case: Any) -> None:
    early = world.passed()
    assert untouched(early, lambda: world.propose(early, "close_case", "office"), GuardsFailed).codes == [
        "closing_notice_period_over"
    ]
    untouched(case, lambda: world.propose(case, "close_case", "leader"), NotYourRole)
    untouched(case, lambda: world.propose(case, "close_case", "fire"), OutOfScope)
    untouched(case, lambda: world.propose(case, "refuse_case", "office"), WrongState)
    untouched(case, lambda: world.propose(case, "close_case", "office", nothing="x"), InvalidData)
    stale = lambda: proposals.propose(  # noqa: E731
        case, "close_case", actor=world.actors["office"], data={}, expected_version=1
    )
    untouched(case, stale, StaleVersion)


def test_everything_is_asked_again_when_agreeing(world: World, case: Any) -> None:
    """What held when it was proposed may hold no longer."""
    made = world.propose(case, "close_case", "office")
    case.callbacks.all().delete()
    refused = untouched(case, lambda: world.agree(made, "office2"), GuardsFailed)
    assert refused.codes == ["satisfaction_recorded"]
    made.refresh_from_db()
    assert made.outcome == "open", "it waits on, and can be returned"


def test_case_that_has_moved_on_is_not_dragged_back(world: World) -> None:
    case = world.found(world.fact_finding())
    made = world.propose(case, "conclude_unfounded", "housing", reasons="查了三年的账，都已公示。", told_how="03")
    world.do(now(case), "find_violation", "housing", **world.order())
    untouched(case, lambda: world.agree(made, "housing2"), WrongState)


def test_returned_with_reasons(world: World, case: Any) -> None:
    made = world.propose(case, "close_case", "office")
    office2 = world.actors["office2"]
    short = untouched(case, lambda: proposals.return_with_reasons(made, actor=office2, reasons=" 不行  "), InvalidData)
    assert list(short.errors) == ["reasons"]
    back = proposals.return_with_reasons(made, actor=office2, reasons="还差一张照片。")
    event = case.events.order_by("-seq")[0]
    assert (back.outcome, now(case).state, event.name) == ("returned", "pre_close", "return_proposal")
    assert ledger.open_value(event.values.get(path="reasons")) == "还差一张照片。"
    assert world.propose(now(case), "close_case", "office").outcome == "open"


def test_what_came_back_stands_in_the_proposers_bell_and_the_call_to_review_goes_quiet(world: World, case: Any) -> None:
    made = world.propose(case, "close_case", "office")
    outbox.relay()
    assert Notice.objects.filter(code="proposal", user=world.user("office2"), read_at=None).exists()
    proposals.return_with_reasons(made, actor=world.actors["office2"], reasons="还差一张照片。")
    outbox.relay()
    assert not Notice.objects.filter(code="proposal", read_at=None).exists()
    told = Notice.objects.get(code="proposal_returned")
    assert (told.user, told.params["action"]) == (world.user("office"), "销号")


def test_proposer_does_not_return_but_withdraws(world: World, case: Any) -> None:
    made = world.propose(case, "close_case", "office")
    own = lambda: proposals.return_with_reasons(made, actor=world.actors["office"], reasons="我改主意了。")  # noqa: E731
    assert untouched(case, own, Conflict).code == "own_proposal"
    untouched(case, lambda: proposals.withdraw(made, actor=world.actors["office2"]), NotYourRole)
    gone = proposals.withdraw(made, actor=world.actors["office"])
    assert (gone.outcome, case.events.order_by("-seq")[0].name) == ("withdrawn", "withdraw_proposal")


@pytest.mark.parametrize("verdict", ["agree", "return", "withdraw"])
@pytest.mark.parametrize("before", ["agreed", "returned", "withdrawn"])
def test_decided_is_decided(world: World, case: Any, before: str, verdict: str) -> None:
    made = world.propose(case, "close_case", "office")
    office, office2 = world.actors["office"], world.actors["office2"]
    decide = {
        "agree": lambda: proposals.agree(made, actor=office2),
        "return": lambda: proposals.return_with_reasons(made, actor=office2, reasons="还差一张照片。"),
        "withdraw": lambda: proposals.withdraw(made, actor=office),
    }
    with world.acting():
        decide[{"agreed": "agree", "returned": "return", "withdrawn": "withdraw"}[before]]()
        refused = untouched(case, decide[verdict], Conflict)
    assert refused.code == "already_decided"


def test_form_comes_back_as_it_was_sent(world: World) -> None:
    """Files, choices and words survive the wait: agreeing validates them again."""
    case = world.triage()
    paper = world.file(case, "basis")
    data = {
        "reason": "01", "explanation": "事项发生在邻县的小区里。", "basis_files": [paper],
        "remedy_text": "请向邻县住建部门反映，随时可以提出。",
    }  # fmt: skip
    made = world.propose(case, "refuse_case", "office", **data)
    kept = proposals.data_of(made)
    assert {name: kept[name] for name in data} == data
    done = world.agree(made, "office2")
    assert (done.state, done.conclusions.get().reasons.reveal()) == ("not_accepted", data["explanation"])


def test_option_of_a_step_by_two_tells_the_proposer_what_is_missing(world: World, case: Any) -> None:
    option = next(o for o in engine.options(case, world.actors["office"]) if o.act.code == "close_case")
    assert option.allowed, "the second person is asked for when agreeing"


@pytest.mark.usefixtures("plain_files")
def test_the_reviewer_reads_who_did_what_since(world: World, case: Any, client: Client) -> None:
    made = world.propose(case, "close_case", "office", note="可以销号。")
    reporter = Actor.reporter(case.public_keys.get(revoked_at=None))
    with world.acting():
        engine.amend(now(case), "add_note", actor=reporter, data={"text": "上半年的也贴出来了。"})
    client.force_login(world.user("office2"), "django.contrib.auth.backends.ModelBackend")
    with world.acting():
        page = client.get(f"/cases/{case.number}/proposals/{made.pk}/").content.decode()
    assert "<p>反映人（凭查询码）：补充情况</p>" in page
