"""Courts, cases, parties and filings, in the law's own words."""

from django.db.models import TextChoices


class CourtLevel(TextChoices):
    TRIAL = "trial", "Trial court"
    APPEAL = "appeal", "Court of appeal"
    SUPREME = "supreme", "Supreme court"
    AGENCY = "agency", "Agency"


class PartyKind(TextChoices):
    PERSON = "person", "Person"
    COMPANY = "company", "Company"
    NONPROFIT = "nonprofit", "Nonprofit"
    PUBLISHER = "publisher", "Publisher"
    GOVERNMENT = "government", "Government"
    COURT = "court", "Court"
    CLASS = "class", "Class"
    LAW_FIRM = "law_firm", "Law firm"


class Role(TextChoices):
    """What a party is in one case, in the order in which a caption would name them."""

    PLAINTIFF = "plaintiff", "Plaintiff"
    DEFENDANT = "defendant", "Defendant"
    COUNTERCLAIMANT = "counterclaimant", "Counterclaimant"
    COUNTERDEFENDANT = "counterdefendant", "Counterdefendant"
    ACCUSER = "accuser", "Accuser"
    ACCUSED = "accused", "Accused"
    INTERVENOR = "intervenor", "Intervenor"
    AMICUS = "amicus", "Amicus"
    JUDGE = "judge", "Judge"
    COUNSEL_FOR_PLAINTIFF = "counsel_for_plaintiff", "Counsel for plaintiff"
    COUNSEL_FOR_DEFENDANT = "counsel_for_defendant", "Counsel for defendant"
    THIRD_PARTY = "third_party", "Third party"

    @property
    def plural(self) -> str:
        return _ROLE_PLURALS.get(self, f"{self.label}s")


_ROLE_PLURALS = {
    Role.ACCUSED: "Accused",
    Role.AMICUS: "Amici",
    Role.COUNSEL_FOR_PLAINTIFF: "Counsel for plaintiff",
    Role.COUNSEL_FOR_DEFENDANT: "Counsel for defendant",
    Role.THIRD_PARTY: "Third parties",
}


class CaseKind(TextChoices):
    LAWSUIT = "lawsuit", "Lawsuit"
    MDL = "mdl", "Multidistrict litigation"
    APPEAL = "appeal", "Appeal"
    ARBITRATION = "arbitration", "Arbitration"
    REGULATORY = "regulatory", "Regulatory proceeding"
    DISPUTE = "dispute", "Dispute without a court yet"


class CaseStatus(TextChoices):
    PENDING = "pending", "Pending"
    TRIAL = "trial", "In trial"
    DECIDED = "decided", "Decided"
    APPEALED = "appealed", "Appealed"
    SETTLED = "settled", "Settled"
    DISMISSED = "dismissed", "Dismissed"
    WITHDRAWN = "withdrawn", "Withdrawn"
    TRANSFERRED = "transferred", "Transferred"
    CONSOLIDATED = "consolidated", "Consolidated"
    NO_SUIT = "no_suit", "No suit filed"


class DataUse(TextChoices):
    """What was done with data, or which right over it the case turns on."""

    MODEL_DISTILLATION = "model_distillation", "Distillation"
    TRAINING_COPIES = "training_copies", "Training copies"
    OUTPUT_REGURGITATION = "output_regurgitation", "Output regurgitation"
    SCRAPING = "scraping", "Scraping"
    TERMS_OF_USE = "terms_of_use", "Terms of use"
    TRADE_SECRET = "trade_secret", "Trade secrets"
    CHARITABLE_TRUST = "charitable_trust", "Charitable trust"
    CONTRACT = "contract", "Contract"
    ANTITRUST = "antitrust", "Antitrust"


class Relation(TextChoices):
    """How one case stands to another, read from the first: “refiled from”, “appeal of”."""

    REFILED_FROM = "refiled_from", "Refiled from"
    CONSOLIDATED_INTO = "consolidated_into", "Consolidated into"
    APPEAL_OF = "appeal_of", "Appeal of"
    COUNTERCLAIM_IN = "counterclaim_in", "Counterclaim in"
    RELATED_TO = "related_to", "Related to"

    @property
    def from_the_other_side(self) -> str:
        """The same tie, read from the second case."""
        return _RELATIONS_BACK[self]


_RELATIONS_BACK = {
    Relation.REFILED_FROM: "Refiled as",
    Relation.CONSOLIDATED_INTO: "Takes in",
    Relation.APPEAL_OF: "Appealed in",
    Relation.COUNTERCLAIM_IN: "Has counterclaim",
    Relation.RELATED_TO: "Related to",
}


class FilingKind(TextChoices):
    COMPLAINT = "complaint", "Complaint"
    AMENDED_COMPLAINT = "amended_complaint", "Amended complaint"
    ANSWER = "answer", "Answer"
    COUNTERCLAIM = "counterclaim", "Counterclaim"
    MOTION = "motion", "Motion"
    OPPOSITION = "opposition", "Opposition"
    REPLY = "reply", "Reply"
    ORDER = "order", "Order"
    OPINION = "opinion", "Opinion"
    VERDICT = "verdict", "Verdict"
    JUDGMENT = "judgment", "Judgment"
    NOTICE_OF_APPEAL = "notice_of_appeal", "Notice of appeal"
    SETTLEMENT = "settlement", "Settlement"
    STIPULATION = "stipulation", "Stipulation"
    TRANSCRIPT = "transcript", "Transcript"
    EXHIBIT = "exhibit", "Exhibit"
    LETTER = "letter", "Letter"
    OTHER = "other", "Other filing"


class ClaimStatus(TextChoices):
    """What a filing made of a cause of action, for all parties or for the one it names."""

    PLEADED = "pleaded", "Pleaded"
    SURVIVES = "survives", "Survives"
    DISMISSED_WITH_LEAVE = "dismissed_with_leave", "Dismissed with leave to amend"
    DISMISSED = "dismissed", "Dismissed"
    WITHDRAWN = "withdrawn", "Withdrawn"
    DEFERRED = "deferred", "Deferred to a later phase"
    TRIED = "tried", "Sent to trial"
    FOR_CLAIMANT = "for_claimant", "Decided for the claimant"
    AGAINST_CLAIMANT = "against_claimant", "Decided against the claimant"
    SETTLED = "settled", "Settled"

    @property
    def remains(self) -> bool:
        """Whether the claim is still before the court after this."""
        return self in _REMAINING


_REMAINING = {ClaimStatus.PLEADED, ClaimStatus.SURVIVES, ClaimStatus.DEFERRED, ClaimStatus.TRIED}
