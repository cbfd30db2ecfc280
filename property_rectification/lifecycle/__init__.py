"""The life of a rectification case as far as it is built: the straight road of §1.1, one declaration a transition."""

from casework.declaration import build
from property_rectification.amendments import AMENDMENTS
from property_rectification.lifecycle.closing import CLOSING
from property_rectification.lifecycle.facts import FACTS
from property_rectification.lifecycle.intake import CREATE_CASE, DISPATCH, INTAKE
from property_rectification.lifecycle.rectification import RECTIFICATION
from property_rectification.lifecycle.voices import OBJECTIONS, SUPPLEMENTS
from property_rectification.states import DRAFT, STATES, STEPS

CASE = build(
    "property.case",
    initial=DRAFT,
    states=STATES,
    stages=(INTAKE, SUPPLEMENTS, DISPATCH, FACTS, RECTIFICATION, CLOSING, OBJECTIONS),
    amendments=AMENDMENTS,
    steps=STEPS,
    start_timers="T.INTAKE.REGISTER",
    creation=CREATE_CASE,
)
