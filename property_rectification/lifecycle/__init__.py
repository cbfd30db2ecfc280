"""The life of a rectification case as far as it is built: the straight road of §1.1, one declaration a transition."""

from casework.declaration import build
from property_rectification.amendments import AMENDMENTS
from property_rectification.lifecycle.closing import CLOSING
from property_rectification.lifecycle.disputes import DISPUTES
from property_rectification.lifecycle.ends import ENDED, ENDS
from property_rectification.lifecycle.facts import FACTS
from property_rectification.lifecycle.intake import CREATE_CASE, DISPATCH, INTAKE
from property_rectification.lifecycle.mediation import MEDIATING
from property_rectification.lifecycle.penalty import PENALTY_ROAD
from property_rectification.lifecycle.rectification import RECTIFICATION
from property_rectification.lifecycle.relapse import RELAPSES
from property_rectification.lifecycle.side_roads import MERGING, ROUTES
from property_rectification.lifecycle.standing import STANDING
from property_rectification.lifecycle.supervision import SUPERVISION
from property_rectification.lifecycle.voices import OBJECTIONS, SUPPLEMENTS
from property_rectification.states import DRAFT, STATES, STEPS

CASE = build(
    "property.case",
    initial=DRAFT,
    states=STATES,
    stages=(
        INTAKE,
        SUPPLEMENTS,
        DISPATCH,
        ROUTES,
        MERGING,
        DISPUTES,
        FACTS,
        PENALTY_ROAD,
        ENDS,
        MEDIATING,
        RECTIFICATION,
        STANDING,
        CLOSING,
        OBJECTIONS,
        RELAPSES,
        ENDED,
        SUPERVISION,
    ),
    amendments=AMENDMENTS,
    steps=STEPS,
    start_timers="T.INTAKE.REGISTER",
    creation=CREATE_CASE,
)
