"""Models of relief."""

from relief.models.absence import Absence, PresenceCheck
from relief.models.background import Background, ContactAttempt, Relative
from relief.models.batch import Batch, StockMove
from relief.models.beds import Bed, BedStay, Companion, Zone
from relief.models.belongings import Belonging
from relief.models.care import DailyService
from relief.models.case import ReliefCase
from relief.models.complaint import Complaint
from relief.models.counts import Count
from relief.models.death import DeathRecord, RelativeTold
from relief.models.forwarding import Forwarding
from relief.models.health import HealthNote
from relief.models.incident import Incident
from relief.models.inquiry import PoliceInquiry
from relief.models.lead import Lead
from relief.models.national import NationalEntry
from relief.models.outage import Outage
from relief.models.outreach import OutreachYear
from relief.models.outreach_rows import LeafletLog, OpenDay
from relief.models.parts import Assessment, Collector, MedicalEvent, Screening, SecurityCheck
from relief.models.person import Person
from relief.models.police import PoliceCall
from relief.models.protection import ProtectionNote
from relief.models.referral import Referral
from relief.models.refusal import RefusalDecision
from relief.models.report import StatReport
from relief.models.reports import MandatoryReport, UpwardReport
from relief.models.rides import SmallFare, TicketVoucher
from relief.models.same_person import SamePerson
from relief.models.shift import ShiftHandover
from relief.models.staff import StaffMember
from relief.models.staff_rows import StaffCheck, StaffTraining
from relief.models.stay import Extension
from relief.models.stock import StockItem
from relief.models.termination import Termination
from relief.models.volume import ArchiveVolume
from relief.models.word_ahead import WordAhead

__all__ = [
    "Absence",
    "ArchiveVolume",
    "Assessment",
    "Background",
    "Batch",
    "Bed",
    "BedStay",
    "Belonging",
    "Collector",
    "Companion",
    "Complaint",
    "ContactAttempt",
    "Count",
    "DailyService",
    "DeathRecord",
    "Extension",
    "Forwarding",
    "HealthNote",
    "Incident",
    "Lead",
    "LeafletLog",
    "MandatoryReport",
    "MedicalEvent",
    "NationalEntry",
    "OpenDay",
    "Outage",
    "OutreachYear",
    "Person",
    "PoliceCall",
    "PoliceInquiry",
    "PresenceCheck",
    "ProtectionNote",
    "Referral",
    "RefusalDecision",
    "Relative",
    "RelativeTold",
    "ReliefCase",
    "SamePerson",
    "Screening",
    "SecurityCheck",
    "ShiftHandover",
    "SmallFare",
    "StaffCheck",
    "StaffMember",
    "StaffTraining",
    "StatReport",
    "StockItem",
    "StockMove",
    "Termination",
    "TicketVoucher",
    "UpwardReport",
    "WordAhead",
    "Zone",
]
