from casework.models.calendar import WorkCalendarDay, WorkCalendarVersion, WorkCalendarYear
from casework.models.documents import Document, DocumentTemplate
from casework.models.draft import Draft
from casework.models.files import RecordFile, StoredFile
from casework.models.idempotency import IdempotencyKey
from casework.models.imports import ImportedRow, ImportProfile, ImportRun
from casework.models.jobs import Job
from casework.models.ledger import Event, LedgerValue, Seal
from casework.models.lists import Follow, SavedView
from casework.models.numbers import NumberSeries
from casework.models.outbox import Notice, OutboxMessage, Receiver
from casework.models.people import Agency, Post, User
from casework.models.privacy import AccessAction, AccessEntry, Purpose
from casework.models.proposal import Proposal
from casework.models.publickeys import PublicKey
from casework.models.record import Record, Relation
from casework.models.rules import Gate, ReferenceVersion, TimerRule
from casework.models.timers import Timer, TimerChange

__all__ = [
    "AccessAction",
    "AccessEntry",
    "Agency",
    "Document",
    "DocumentTemplate",
    "Draft",
    "Event",
    "Follow",
    "Gate",
    "IdempotencyKey",
    "ImportProfile",
    "ImportRun",
    "ImportedRow",
    "Job",
    "LedgerValue",
    "Notice",
    "NumberSeries",
    "OutboxMessage",
    "Post",
    "Proposal",
    "PublicKey",
    "Purpose",
    "Receiver",
    "Record",
    "RecordFile",
    "ReferenceVersion",
    "Relation",
    "SavedView",
    "Seal",
    "StoredFile",
    "Timer",
    "TimerChange",
    "TimerRule",
    "User",
    "WorkCalendarDay",
    "WorkCalendarVersion",
    "WorkCalendarYear",
]
