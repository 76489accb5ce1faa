"""Where a record stands on its way to the public."""

from django.db.models import TextChoices


class Workflow(TextChoices):
    """Where a record stands on its way to the public; only PUBLISHED is ever shown to readers."""

    DRAFT = "draft", "Draft"
    IN_REVIEW = "in_review", "In review"
    PUBLISHED = "published", "Published"
