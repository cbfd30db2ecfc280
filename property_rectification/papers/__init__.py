"""The papers of property cases; their wording lies beside, one readable file each, and is data from then on (§3)."""

from casework.documents import Paper
from property_rectification.papers.exemplar import EXEMPLAR_TEXT
from property_rectification.papers.privacy import PRIVACY_NOTICE
from property_rectification.papers.receipt import RECEIPT

PAPERS: tuple[Paper, ...] = (RECEIPT, EXEMPLAR_TEXT, PRIVACY_NOTICE)
