"""The papers of the station; their wording lies beside, one readable file each, and is data from then on."""

from casework.documents import Paper
from relief.papers.dying import DEATH
from relief.papers.ending import NOTICE as ENDED
from relief.papers.ending import TRANSCRIPT
from relief.papers.going import BELONGINGS, NOTICE, VOUCHER
from relief.papers.inquiring import INQUIRY
from relief.papers.intake import BROUGHT, BY_POLICE, HOSPITAL, PRIVACY, REGISTRATION
from relief.papers.leaving import COLLECTED, DECLARATION, STAY, UNSIGNED_NOTE
from relief.papers.loss import INCIDENT, MANDATORY, POLICE
from relief.papers.protecting import GUARDIANSHIP
from relief.papers.refusing import REFUSAL
from relief.papers.staying import EXTENSION
from relief.papers.volume import VOLUME

PAPERS: tuple[Paper, ...] = (
    REGISTRATION, REFUSAL, DECLARATION, STAY, BY_POLICE, BROUGHT, HOSPITAL, COLLECTED, UNSIGNED_NOTE, PRIVACY, VOLUME,
    EXTENSION, BELONGINGS, VOUCHER, NOTICE, POLICE, MANDATORY, INCIDENT, INQUIRY, GUARDIANSHIP, ENDED, TRANSCRIPT,
    DEATH,
)  # fmt: skip
