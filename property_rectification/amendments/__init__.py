"""What changes a case without moving it: completing, triage, facts, hearing, review, vouchers, call-backs."""

from casework.attaching import attach_file
from property_rectification.amendments.callback import CALLBACK
from property_rectification.amendments.checking import CHECKING
from property_rectification.amendments.committee import COMMITTEE
from property_rectification.amendments.escalation import ESCALATION
from property_rectification.amendments.facts import FACTS
from property_rectification.amendments.intake import INTAKE
from property_rectification.amendments.mediation import MEDIATION
from property_rectification.amendments.party_access import PARTY_ACCESS
from property_rectification.amendments.recusal import RECUSAL
from property_rectification.amendments.relapse import RELAPSE
from property_rectification.amendments.side_roads import SIDE_ROADS
from property_rectification.amendments.standing import STANDING
from property_rectification.amendments.voices import VOICES

AMENDMENTS = (
    *INTAKE,
    *FACTS,
    *CHECKING,
    *CALLBACK,
    *RELAPSE,
    *STANDING,
    *ESCALATION,
    *MEDIATION,
    *VOICES,
    *SIDE_ROADS,
    *COMMITTEE,
    *RECUSAL,
    *PARTY_ACCESS,
    attach_file("R02 R03 R04 R05 R06 R07 R08 R09 R14 R15 R16 R17 R25", "file_purpose"),
)
