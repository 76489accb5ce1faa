"""Where a record stands on its way to the public, and a reader's report at the desk."""

from django.db.models import TextChoices


class Workflow(TextChoices):
    """Where a record stands on its way to the public; only PUBLISHED is ever shown to readers."""

    DRAFT = "draft", "Draft"
    IN_REVIEW = "in_review", "In review"
    PUBLISHED = "published", "Published"


class ReportState(TextChoices):
    """What became of a reader's report; one that is not NEW has an answer, or a reason why nothing follows from it."""

    NEW = "new", "New"
    ANSWERED = "answered", "Answered"
    DISMISSED = "dismissed", "Dismissed"
