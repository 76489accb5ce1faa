"""Where a record stands on its way to the public, the steps that bring it there, and a reader's report at the desk."""

from django.db.models import TextChoices


class Workflow(TextChoices):
    """Where a record stands on its way to the public; only PUBLISHED is ever shown to readers."""

    DRAFT = "draft", "Draft"
    IN_REVIEW = "in_review", "In review"
    PUBLISHED = "published", "Published"
    WITHDRAWN = "withdrawn", "Withdrawn"


class Step(TextChoices):
    """What a version of a record is the result of."""

    BEGUN = "begun", "Kept from here on"
    WRITTEN = "written", "Written"
    SUBMITTED = "submitted", "Sent to review"
    SENT_BACK = "sent_back", "Sent back"
    PUBLISHED = "published", "Published"
    WITHDRAWN = "withdrawn", "Withdrawn"
    DROPPED = "dropped", "Pending change dropped"
    RESTORED = "restored", "Restored"
    IMPORTED = "imported", "Imported"
    MERGED = "merged", "Merged"
    DELETED = "deleted", "Deleted"


class ChangeClass(TextChoices):
    """How much a change of a published record weighs; the last two are told to readers on the page of corrections."""

    TYPO = "typo", "Typo: spelling or layout; no fact is touched"
    CLARIFICATION = "clarification", "Clarification: the same facts, said more clearly or more fully"
    CORRECTION = "correction", "Correction: what the site said was wrong"
    WITHDRAWAL = "withdrawal", "Withdrawal: the record should not have been published"


# Classes that readers are told of.
PUBLIC_CLASSES = (ChangeClass.CORRECTION, ChangeClass.WITHDRAWAL)


class Aside(TextChoices):
    """What stands beside a record's own words and is in none of its versions."""

    TEXT = "text", "Held text"
    DISMISSAL = "dismissal", "Dismissed warning"
    PLACE = "place", "Place of a quotation"
    PROPOSAL = "proposal", "Proposal"


class Proposed(TextChoices):
    """What one person proposes and another carries out, beside the steps of a record alone."""

    MERGE = "merge", "Merge"
    UNDOING = "undoing", "Undoing of the merge"


class ReportState(TextChoices):
    """What became of a reader's report; one that is not NEW has an answer, or a reason why nothing follows from it."""

    NEW = "new", "New"
    ANSWERED = "answered", "Answered"
    DISMISSED = "dismissed", "Dismissed"
