"""One saving of a record's form: from the version that its writer saw into a draft, and nobody's words are lost.

The form writes into a savepoint, so that every check of the database speaks, and what the record says then is taken
from it. Where readers see the record, or somebody else was faster, the savepoint is rolled back: the words are kept as
a pending change, or laid beside those of the other.
"""

from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.forms.formsets import INITIAL_FORM_COUNT

from timeline.admin.publishing import Hindrance
from timeline.admin.steps import hold, lock
from timeline.exporting.records import record_id
from timeline.history.keeping import Hand, head_of, keep_all, state_of
from timeline.importing.applying import Unappliable
from timeline.importing.bringing_back import apply_with_deleted
from timeline.models import Version
from timeline.models.record import Record
from timeline.vocabulary import Step, Workflow

# The field of a form that carries the version it was made from; 0 stands for a record whose history has not begun.
VERSION_SEEN = "version_seen"
SUBMITTING = "_submit"


@dataclass
class Editing:
    """What is going on with one record while a request is answered. A record that is being made is None at first."""

    record: Any = None
    head: Version | None = None
    seen: Version | None = None
    is_submitting: bool = False
    content: dict | None = field(default=None, init=False)
    is_laid_out: bool = field(default=False, init=False)

    @classmethod
    def reading(cls, record) -> "Editing":
        head = head_of(record)
        return cls(record, head, head)

    @classmethod
    def writing(cls, record, form_data) -> "Editing":
        """The record is held until the transaction ends. Raises SuspiciousOperation for a form without its version."""
        hold(record)
        is_new = head_of(record) is None
        head = lock(record)
        number = form_data.get(VERSION_SEEN, "")
        if not (number.isascii() and number.isdigit() and len(number) < 9):
            raise SuspiciousOperation("The form does not say which version of the record it was made from.")
        seen = head if is_new else Version.objects.of(record).filter(number=max(int(number), 1)).first()
        if seen is None:
            raise SuspiciousOperation("The form was made from a version of the record that there never was.")
        return cls(record, head, seen, SUBMITTING in form_data)

    @classmethod
    def making(cls, form_data) -> "Editing":
        """A record that is not there yet."""
        return cls(is_submitting=SUBMITTING in form_data)

    @property
    def token(self) -> int:
        return self.head.number if self.head else 0

    @property
    def is_stale(self) -> bool:
        """Whether somebody else has written since the form was made."""
        return self.seen != self.head

    @property
    def is_pending(self) -> bool:
        """Whether what the form shows is a change that readers do not see yet."""
        return self.is_reviewed and self.seen is not None and self.seen.workflow != Workflow.PUBLISHED

    @property
    def is_apart(self) -> bool:
        """Whether what the form writes is taken back from the record's own tables."""
        return self.record is not None and (self.is_reviewed or self.is_stale)

    @property
    def is_reviewed(self) -> bool:
        """Whether readers see the record, and somebody else has to publish what is written; a court has no review."""
        return isinstance(self.record, Record) and self.record.is_public

    @property
    def workflow(self) -> Workflow:
        """Where the record's head will stand. What is in review stays there while it is put right."""
        if self.record is not None and not isinstance(self.record, Record):
            return Workflow.PUBLISHED
        is_in_review = self.head is not None and self.head.workflow == Workflow.IN_REVIEW
        return Workflow.IN_REVIEW if self.is_submitting or is_in_review else Workflow.DRAFT

    def lay_out(self) -> None:
        """Within a savepoint: bring the record to the version that the form was made from, where it is another.

        Raises Hindrance for a pending change that names what is gone, over which a form of something else would be
        saved. A stale form is read without it: whatever is wrong in its rows, its words come back.
        """
        if not self.seen or not (self.is_stale or self.is_pending):
            return
        stands = getattr(self.record, "workflow", Workflow.PUBLISHED)
        try:
            apply_with_deleted(type(self.record), self.seen.content, stands)
        except Unappliable as problem:
            if not self.is_stale:
                raise Hindrance(f"The pending change of “{self.record}” cannot be opened: {problem}") from problem
            return
        self.is_laid_out = True

    def take(self, record) -> None:
        """What the record says now that the form has written it."""
        self.record = self.record or record
        self.content = state_of(record)[0]

    def keep(self, hand: Hand) -> Version | None:
        """The head from now on; None where the form changed nothing."""
        is_same = self.head is not None and self.content == self.head.content
        was = self.head.workflow if self.head else Workflow.DRAFT
        is_to_submit = self.workflow == Workflow.IN_REVIEW != was
        made = None if is_same else self._keep(Step.WRITTEN, Workflow.DRAFT if is_to_submit else self.workflow, hand)
        if is_to_submit and not (is_same and was == Workflow.PUBLISHED):
            made = self._keep(Step.SUBMITTED, Workflow.IN_REVIEW, hand)
        return made

    def _keep(self, step: Step, workflow: Workflow, hand: Hand) -> Version:
        state = (self.content or {}, workflow)
        (version,) = keep_all(type(self.record), {record_id(self.record): state}, step, hand)
        return version


def with_rows_of_now(data, prefix: str, keys: list[str], name: str):
    """A form's data with these primary keys for its rows, by their turn.

    Where a version was laid out anew its rows have new keys, in the order in which the form showed them.
    """
    changed = data.copy()
    count = data.get(f"{prefix}-{INITIAL_FORM_COUNT}", "0")
    is_number = count.isascii() and count.isdigit() and len(count) < 9
    for turn, key in enumerate(keys[: int(count) if is_number else 0]):
        changed[f"{prefix}-{turn}-{name}"] = key
    return changed
