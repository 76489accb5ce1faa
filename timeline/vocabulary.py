"""Every closed list of the record, in the law's own words; the only place where a stored value is spelled out."""

from django.db.models import IntegerChoices, TextChoices


class Workflow(TextChoices):
    """Where a record stands on its way to the public; only PUBLISHED is ever shown to readers."""

    DRAFT = "draft", "Draft"
    IN_REVIEW = "in_review", "In review"
    PUBLISHED = "published", "Published"


class EvidenceMark(IntegerChoices):
    """How near a source stands to what it reports; the smaller the number, the nearer (DESIGN section 1)."""

    COURT_RECORD = 1, "Court record"
    OWN_WORDS = 2, "Own words"
    FIRST_HAND = 3, "First-hand report"
    RETOLD = 4, "Retold"
    MACHINE_WRITTEN = 5, "Machine-written"

    @property
    def slug(self) -> str:
        """The mark's name in addresses and CSS classes."""
        return _MARK_WORDS[self][0]

    @property
    def short(self) -> str:
        """The mark in a count: “2 first-hand”."""
        return _MARK_WORDS[self][1]

    @property
    def meaning(self) -> str:
        return _MARK_WORDS[self][2]


_MARK_WORDS = {
    EvidenceMark.COURT_RECORD: ("court", "court", "A court’s paper: a filing, an order, a docket, a transcript."),
    EvidenceMark.OWN_WORDS: ("own", "own words", "The speaker’s or the company’s own channel: a post, terms of use."),
    EvidenceMark.FIRST_HAND: ("first-hand", "first-hand", "Somebody who was there or read the papers tells it."),
    EvidenceMark.RETOLD: ("retold", "retold", "Repeats what others reported."),
    EvidenceMark.MACHINE_WRITTEN: (
        "machine",
        "machine",
        "Written or rewritten by a machine. Where it stands alone, the page says so.",
    ),
}


class SourceKind(TextChoices):
    COURT_DOCUMENT = "court_document", "Court document"
    DOCKET = "docket", "Docket"
    TRANSCRIPT = "transcript", "Transcript"
    OFFICIAL_STATEMENT = "official_statement", "Official statement"
    TERMS_OF_SERVICE = "terms_of_service", "Terms of service"
    GOVERNMENT_DOCUMENT = "government_document", "Government document"
    NEWS_REPORT = "news_report", "News report"
    ANALYSIS = "analysis", "Analysis"
    LAW_FIRM_NOTE = "law_firm_note", "Law-firm note"
    ACADEMIC_PAPER = "academic_paper", "Academic paper"
    BLOG = "blog", "Blog"
    SOCIAL_POST = "social_post", "Social post"
    ENCYCLOPEDIA = "encyclopedia", "Encyclopedia"
    AGGREGATOR = "aggregator", "Aggregator"
    AI_PROCESSED = "ai_processed", "AI-processed article"


COURT_RECORD_KINDS = {SourceKind.COURT_DOCUMENT, SourceKind.DOCKET, SourceKind.TRANSCRIPT}


class Reliability(TextChoices):
    PRIMARY = "primary", "Primary: the record itself or the speaker's own channel"
    SECONDARY = "secondary", "Secondary: first-hand reporting"
    TERTIARY = "tertiary", "Tertiary: retold from others"
    MACHINE = "machine", "Machine: written or rewritten by a machine"


class Authorship(TextChoices):
    HUMAN = "human", "Written by people"
    MACHINE_ASSISTED = "machine_assisted", "Machine-assisted"
    MACHINE = "machine", "Machine-written"
    UNKNOWN = "unknown", "Authorship unknown"


class Seen(TextChoices):
    FULL = "full", "Read in full"
    EXCERPT = "excerpt", "Read in excerpt"
    CITED = "cited", "Known only because another source cites it"


class LinkState(TextChoices):
    UNCHECKED = "", "Not checked"
    LIVE = "live", "Live"
    DEAD = "dead", "Dead"


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


class EventKind(TextChoices):
    FILING = "filing", "Filing"
    RULING = "ruling", "Ruling"
    HEARING = "hearing", "Hearing"
    TESTIMONY = "testimony", "Testimony"
    TRIAL = "trial", "Trial"
    VERDICT = "verdict", "Verdict"
    SETTLEMENT = "settlement", "Settlement"
    STATEMENT = "statement", "Statement"
    ACCUSATION = "accusation", "Accusation"
    AGREEMENT = "agreement", "Agreement"
    CORPORATE = "corporate", "Corporate"
    PRODUCT = "product", "Product"
    POLICY = "policy", "Policy"
    PUBLICATION = "publication", "Publication"


class Forum(TextChoices):
    """Where words were said; testimony at trial and at a deposition are two different things."""

    TRIAL_TESTIMONY = "trial_testimony", "Trial testimony"
    DEPOSITION = "deposition", "Deposition"
    COURT_FILING = "court_filing", "Court filing"
    ORDER = "order", "Order"
    INTERVIEW = "interview", "Interview"
    SOCIAL_POST = "social_post", "Social post"
    OFFICIAL_STATEMENT = "official_statement", "Official statement"
    EMAIL = "email", "Email"
    PRESS = "press", "Press"
    BOOK = "book", "Book"


class ValueType(TextChoices):
    MONEY = "money", "Money"
    NUMBER = "number", "Number"
    DATE = "date", "Date"
    PARTY = "party", "Party"
    YES_NO = "yes_no", "Yes or no"
    TEXT = "text", "Text"


class Hedge(TextChoices):
    """How firmly a value is given; kept apart from the value so that values can be compared."""

    FLAT = "", "Stated flatly"
    ABOUT = "about", "About"
    AT_LEAST = "at_least", "At least"
    MORE_THAN = "more_than", "More than"
    AT_MOST = "at_most", "At most"
    LESS_THAN = "less_than", "Less than"
    UP_TO = "up_to", "Up to"


class QuestionStatus(TextChoices):
    OPEN = "open", "Open"
    EXPLAINED = "explained", "Explained"
    RESOLVED = "resolved", "Resolved"
    ABANDONED = "abandoned", "Abandoned"


class AssertionStatus(TextChoices):
    SUPPORTED = "supported", "Supported"
    CONTRADICTED = "contradicted", "Contradicted"
    DISPUTED = "disputed", "Disputed"
    UNVERIFIED = "unverified", "Unverified"


class Stance(TextChoices):
    SUPPORTS = "supports", "Supports"
    CONTRADICTS = "contradicts", "Contradicts"
    QUALIFIES = "qualifies", "Qualifies"
