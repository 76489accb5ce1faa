"""Every closed list of the record, in the law's own words; the only place where a stored value is spelled out."""

from timeline.vocabulary.accounts import AssertionStatus, EventKind, Forum, Hedge, QuestionStatus, Stance, ValueType
from timeline.vocabulary.auditing import CAUSED_BY_STRANGERS, AuditKind
from timeline.vocabulary.checking import ONLY_WORDS_HELD, ONLY_WORDS_HELD_MEANING, Extraction, Grade, Level
from timeline.vocabulary.evidence import (
    COURT_RECORD_KINDS,
    Authorship,
    EvidenceMark,
    LinkState,
    Reliability,
    Seen,
    SourceKind,
)
from timeline.vocabulary.law import (
    CaseKind,
    CaseStatus,
    ClaimStatus,
    CourtLevel,
    DataUse,
    FilingKind,
    PartyKind,
    Relation,
    Role,
)
from timeline.vocabulary.workflow import PUBLIC_CLASSES, Aside, ChangeClass, Proposed, ReportState, Step, Workflow

__all__ = [
    "CAUSED_BY_STRANGERS",
    "COURT_RECORD_KINDS",
    "ONLY_WORDS_HELD",
    "ONLY_WORDS_HELD_MEANING",
    "PUBLIC_CLASSES",
    "Aside",
    "AssertionStatus",
    "AuditKind",
    "Authorship",
    "CaseKind",
    "CaseStatus",
    "ChangeClass",
    "ClaimStatus",
    "CourtLevel",
    "DataUse",
    "EventKind",
    "EvidenceMark",
    "Extraction",
    "FilingKind",
    "Forum",
    "Grade",
    "Hedge",
    "Level",
    "LinkState",
    "PartyKind",
    "Proposed",
    "QuestionStatus",
    "Relation",
    "Reliability",
    "ReportState",
    "Role",
    "Seen",
    "SourceKind",
    "Stance",
    "Step",
    "ValueType",
    "Workflow",
]
