"""What happened, where words were said, and what accounts answer to a question."""

from django.db.models import TextChoices


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
