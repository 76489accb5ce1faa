"""What is stored, and the sentences it can be asked in."""

from timeline.models.aside_change import AsideChange
from timeline.models.assertion import Assertion, Evidence
from timeline.models.audit_entry import AuditEntry
from timeline.models.case import Case, CaseDataUse, CaseReference, CaseRelation, CauseOfAction, PartyRole
from timeline.models.claim import ClaimChange
from timeline.models.comment import Comment
from timeline.models.court import Court
from timeline.models.desk_session import DeskSession
from timeline.models.desk_visit import DeskVisit
from timeline.models.disagreement import Disagreement
from timeline.models.dossier_import import DossierImport
from timeline.models.event import Event, EventReference
from timeline.models.filing import Filing, FilingReference
from timeline.models.finding import Dismissal, Finding
from timeline.models.former_address import FormerAddress
from timeline.models.loaded_word import LoadedWord
from timeline.models.merge_proposal import MergeProposal
from timeline.models.open_form import OpenForm
from timeline.models.party import Party, PartyReference
from timeline.models.question import Question, QuestionReference
from timeline.models.quote import Quote, QuoteReference, QuoteVariant
from timeline.models.quote_check import QuoteCheck
from timeline.models.reader_report import ReaderReport
from timeline.models.report_limit import ReportDay, ReportSender
from timeline.models.saved_filter import SavedFilter
from timeline.models.second_factor import RecoveryCode, SecondFactor, SecondFactorDemand
from timeline.models.sign_in_count import SignInCount
from timeline.models.source import Source
from timeline.models.source_text import SourceText
from timeline.models.version import Version

__all__ = [
    "AsideChange",
    "Assertion",
    "AuditEntry",
    "Case",
    "CaseDataUse",
    "CaseReference",
    "CaseRelation",
    "CauseOfAction",
    "ClaimChange",
    "Comment",
    "Court",
    "DeskSession",
    "DeskVisit",
    "Disagreement",
    "Dismissal",
    "DossierImport",
    "Event",
    "EventReference",
    "Evidence",
    "Filing",
    "FilingReference",
    "Finding",
    "FormerAddress",
    "LoadedWord",
    "MergeProposal",
    "OpenForm",
    "Party",
    "PartyReference",
    "PartyRole",
    "Question",
    "QuestionReference",
    "Quote",
    "QuoteCheck",
    "QuoteReference",
    "QuoteVariant",
    "ReaderReport",
    "RecoveryCode",
    "ReportDay",
    "ReportSender",
    "SavedFilter",
    "SecondFactor",
    "SecondFactorDemand",
    "SignInCount",
    "Source",
    "SourceText",
    "Version",
]
