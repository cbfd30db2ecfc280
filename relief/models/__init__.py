"""Models of relief."""

from relief.models.case import ReliefCase
from relief.models.complaint import Complaint
from relief.models.parts import Assessment, Collector, MedicalEvent, Screening, SecurityCheck
from relief.models.person import Person

__all__ = ["Assessment", "Collector", "Complaint", "MedicalEvent", "Person", "ReliefCase", "Screening", "SecurityCheck"]
