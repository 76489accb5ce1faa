"""Deleted records by their last versions: to lay out what still names them."""

from typing import Any

from django.db.models import Model

from timeline.importing.applying import Unappliable, apply
from timeline.models import Version
from timeline.vocabulary import Step, Workflow


def last_version_of_deleted(kind: str, slug: str) -> Version | None:
    """What a record said when it was deleted; None where it was not, or is there again."""
    return Version.objects.of_slug(kind, slug).heads().filter(step=Step.DELETED).first()


def apply_with_deleted(model: type[Model], content: dict[str, Any], workflow: Workflow) -> Model:
    """As `apply`, with the deleted records that the content names brought back for it.

    Only for what is rolled back: nobody asked for those records. Raises Unappliable.
    """
    return _apply(model, content, workflow, set())


def _apply(model: type[Model], content: dict[str, Any], workflow: Workflow, brought: set[str]) -> Model:
    """`brought` are the ids that were looked for already: two deleted records may name each other."""
    while True:
        try:
            return apply(model, content, workflow)
        except Unappliable as problem:
            if problem.gone is None or problem.gone[1] in brought or not _bring_back(*problem.gone, brought):
                raise


def _bring_back(models: list[type[Model]], id: str, brought: set[str]) -> bool:
    brought.add(id)
    for model in models:
        if version := last_version_of_deleted(model._meta.model_name or "", id):
            _apply(model, version.content, Workflow.DRAFT, brought)
            return True
    return False
