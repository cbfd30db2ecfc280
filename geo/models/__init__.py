"""Places as rows: administrative divisions with their boundaries, and residential compounds."""

from geo.models.compound import Compound
from geo.models.division import Division, DivisionBoundary
from geo.models.placed import Placed

__all__ = ["Compound", "Division", "DivisionBoundary", "Placed"]
