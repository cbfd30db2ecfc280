"""Whose turn it is: a right of the reporter that the clerk may write down is not the clerk's to-do (§5.15)."""

from casework.web import duties, frames
from tests.property_rectification.world import World


def test_an_objection_the_clerk_may_write_down_is_nobodys_duty(world: World) -> None:
    case, clerk = world.passed(), world.actors["intake"]
    assert case.state == "pre_close"
    assert "pre_close" not in duties.duties(clerk)["property.case"]
    assert case.pk not in duties.mine(clerk).values_list("pk", flat=True)
    with world.acting():
        step = frames.next_step(case, clerk)
    assert (step["mine"], step["primary"]) == (False, None)
    assert "object_to_closure" in [act["code"] for act in step["others"]]


def test_a_draft_is_the_clerks_duty(world: World) -> None:
    case, clerk = world.draft(), world.actors["intake"]
    assert case.pk in duties.mine(clerk).values_list("pk", flat=True)
