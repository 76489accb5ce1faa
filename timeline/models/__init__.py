"""What is stored, and the sentences it can be asked in."""

from timeline.models.case import Case, CaseDataUse, CaseReference, CaseRelation, CauseOfAction, PartyRole
from timeline.models.court import Court
from timeline.models.dossier_import import DossierImport
from timeline.models.event import Event, EventReference
from timeline.models.filing import Filing, FilingReference
from timeline.models.party import Party, PartyReference
from timeline.models.question import Assertion, Evidence, Question
from timeline.models.quote import Quote, QuoteReference, QuoteVariant
from timeline.models.source import Source

__all__ = [
    "Assertion",
    "Case",
    "CaseDataUse",
    "CaseReference",
    "CaseRelation",
    "CauseOfAction",
    "Court",
    "DossierImport",
    "Event",
    "EventReference",
    "Evidence",
    "Filing",
    "FilingReference",
    "Party",
    "PartyReference",
    "PartyRole",
    "Question",
    "Quote",
    "QuoteReference",
    "QuoteVariant",
    "Source",
]
