"""The life of a relief case, as far as it is built: in by reception, out by one's own will or with the family."""

from casework.declaration import build
from relief.lifecycle.absence import ABSENCE, CHECKS, REPORTS
from relief.lifecycle.amendments import AMENDMENTS
from relief.lifecycle.background import BACKGROUND
from relief.lifecycle.beds import BEDS
from relief.lifecycle.belongings import BELONGINGS
from relief.lifecycle.care import CARE
from relief.lifecycle.circumstances import CIRCUMSTANCES
from relief.lifecycle.death import AFTER_DEATH, DEATH
from relief.lifecycle.departure import DEPARTURE
from relief.lifecycle.extension import EXTENSION, FILINGS
from relief.lifecycle.health import HEALTH
from relief.lifecycle.hospital import HOSPITAL
from relief.lifecycle.inquiries import INQUIRIES
from relief.lifecycle.intake import INTAKE, RECEIVE
from relief.lifecycle.lead import LEADS, RECORD_LEAD
from relief.lifecycle.leaving import LEAVING
from relief.lifecycle.national import NATIONAL
from relief.lifecycle.people import PAIRS
from relief.lifecycle.police import PAPERS, POLICE
from relief.lifecycle.protection import PROTECTION, TO_CHILD_AGENCY
from relief.lifecycle.refusal import REFUSAL, SERVING
from relief.lifecycle.rides import RIDES
from relief.lifecycle.safety import INCIDENTS, SAFETY
from relief.lifecycle.termination import HEARINGS, TERMINATION
from relief.lifecycle.volume import ARCHIVING
from relief.lifecycle.word_ahead import WORDS_AHEAD
from relief.states import RECEPTION, STATES, STEPS

CASE = build(
    "relief.case", initial=RECEPTION, states=STATES,
    stages=(
        LEADS, INTAKE, HOSPITAL, POLICE, EXTENSION, REFUSAL, LEAVING, DEPARTURE, TO_CHILD_AGENCY, TERMINATION, ABSENCE,
        DEATH, ARCHIVING,
    ),
    amendments=(
        *AMENDMENTS, *CIRCUMSTANCES, *BACKGROUND, *SERVING, *FILINGS, *HEARINGS, *PAPERS, *INQUIRIES, *CHECKS,
        *REPORTS, *INCIDENTS, *BEDS, *PAIRS, *BELONGINGS, *CARE, *RIDES, *NATIONAL, *AFTER_DEATH, *WORDS_AHEAD,
    ),
    steps=STEPS,
    creation=RECEIVE, also=(RECORD_LEAD,),
    regions=(HEALTH, SAFETY, PROTECTION),
)  # fmt: skip
