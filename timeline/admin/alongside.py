"""Records that a form makes alongside its own, as new sources and new quotes: drafts, each with a version of its own.

They are written where the form is, so that its rows can refer to them. Where what a form wrote is taken back, because
readers see its record or somebody else was faster, they are written again from what they said.
"""

from typing import Any

from django.db import transaction
from django.db.models import Model

from timeline.admin import steps
from timeline.checks.linter import refresh_findings_around
from timeline.history.keeping import Hand, keep_all, state_of
from timeline.importing.applying import Unappliable, apply
from timeline.models import Quote, Source
from timeline.search.index import index
from timeline.vocabulary import Step, Workflow

_MODELS: dict[str, type[Model]] = {"source": Source, "quote": Quote}

# (name of the model, content in the dossier's shape), as a signed page can carry it.
Carried = list[tuple[str, dict[str, Any]]]


class Alongside:
    """For one request: in the order in which one record can refer to another."""

    def __init__(self, carried: Any = None):
        """Raises ValueError and TypeError for what was carried in another form, by a page of an older desk."""
        self.records: list[Any] = []
        self.carried: Carried = [(name, content) for name, content in carried or ()]
        if not all(name in _MODELS and content.keys() & {"title", "text"} for name, content in self.carried):
            raise ValueError("Only new sources and quotes are carried.")

    @property
    def names(self) -> dict[str, str]:
        """id → what the record is called."""
        return {content["id"]: content.get("title") or content["text"] for _, content in self.carried}

    def add(self, record) -> None:
        """Of a record that was saved just now, with all its rows."""
        index(type(record), [record.pk])
        refresh_findings_around(record)
        self.records.append(record)

    def take(self) -> None:
        """What the records say, before the savepoint they were written in may be gone."""
        self.carried = [(record._meta.model_name, state_of(record)[0]) for record in self.records]

    def write_again(self) -> None:
        """Raises Unappliable, where an address is taken meanwhile or what a record names is gone."""
        self.records = []
        with transaction.atomic():
            self._write_again()

    def _write_again(self) -> None:
        for name, content in self.carried:
            model = _MODELS[name]
            if model._default_manager.filter(slug=content["id"]).exists():
                raise Unappliable(f"Somebody has made a {name} at the address “{content['id']}” meanwhile.")
            record = apply(model, content, Workflow.DRAFT)
            refresh_findings_around(record)
            self.records.append(record)

    def keep(self, user, about, *, is_submitting: bool) -> None:
        """The first version of each; they go to review with the record that they were made with."""
        hand = Hand(user).saying(f"Made with “{about}”.")
        for record in self.records:
            keep_all(type(record), {record.slug: state_of(record)}, Step.WRITTEN, hand)
            if is_submitting:
                steps.submit(record, hand)
