"""What changes a case without moving it: completing, triage, facts, hearing, review, vouchers, call-backs."""

from casework.attaching import attach_file
from property_rectification.amendments.checking import CHECKING
from property_rectification.amendments.facts import FACTS
from property_rectification.amendments.intake import INTAKE
from property_rectification.amendments.voices import VOICES

AMENDMENTS = (
    *INTAKE,
    *FACTS,
    *CHECKING,
    *VOICES,
    attach_file("R02 R03 R04 R05 R06 R07 R08 R09 R15 R16 R17 R25", "file_purpose"),
)
