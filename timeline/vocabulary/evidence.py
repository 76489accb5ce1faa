"""How near a source stands to what it reports, and how a quotation stands in its text."""

from django.db.models import IntegerChoices, TextChoices


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
