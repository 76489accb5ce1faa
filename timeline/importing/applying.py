"""Brings one record to what a version of it says: to publish it, to restore it, to look at it beforehand."""

from pathlib import Path
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Model

from timeline.exporting.records import SECTION_OF, SECTIONS, record_id, some_of
from timeline.importing.building import Ids
from timeline.importing.reading import Entry
from timeline.importing.shape import references
from timeline.importing.validating import Checked
from timeline.importing.writing import write_section
from timeline.models import CauseOfAction, FormerAddress, Question
from timeline.search.index import index, touched_by
from timeline.vocabulary import ValueType, Workflow


class Unappliable(Exception):
    """The record cannot be brought to what the version says; the message names what is in the way.

    `gone` is the record that the version names and that is not there any more, as (models, id), if it is that.
    """

    def __init__(self, words: str, gone: tuple[list[type[Model]], str] | None = None):
        super().__init__(words)
        self.gone = gone


def apply(model: type[Model], content: dict[str, Any], workflow: Workflow) -> Model:
    """Write the record as this content of a version says, and answer it; it is made if it is not there.

    What the content does not carry (held texts, dismissals) stays as it is. Raises Unappliable, with nothing written.
    """
    section, content = SECTION_OF[model], dict(content)
    stem = content.pop("dossier", "desk")
    held = _held(model, content["id"])
    shape = {**content, **{key: value for key, value in _kept_apart(held).items() if key not in content}}
    if workflow != Workflow.PUBLISHED:
        shape["workflow"] = workflow
    checked = Checked(Entry(Path(f"{stem}.yaml"), 0, section, shape), shape)
    ids = _ids_for(section, shape)
    try:
        return _write(model, checked, held, ids)
    except IntegrityError as error:
        raise Unappliable("Two of its rows would be one now, or another record stands in its place.") from error


def _write(model: type[Model], checked: Checked, held: dict[str, tuple[Any, Any]], ids: Ids) -> Model:
    section = SECTION_OF[model]
    with transaction.atomic():
        before = touched_by(model, [record.pk for record, _ in held.values()])
        problems = write_section(section, [checked], held, ids, is_import=False)
        if problems:
            raise Unappliable(" ".join(problem.message for problem in problems))
        pk = ids.of(section, checked.id)
        index(model, [pk], before=before)
    return model._default_manager.get(pk=pk)


def _held(model: type[Model], id: str) -> dict[str, tuple[Any, dict[str, Any]]]:
    key = model._default_manager.filter(**{"pk" if _names_itself(model) else "slug": id}).values_list("pk", flat=True)
    return {record_id(record): (record, shape) for record, shape in some_of(model, key)}


def _kept_apart(held: dict[str, tuple[Any, dict[str, Any]]]) -> dict[str, Any]:
    return {key: shape[key] for _, shape in held.values() for key in ("texts", "dismissed") if key in shape}


def _ids_for(section: str, shape: dict[str, Any]) -> Ids:
    """The primary keys of what this one shape names. Raises Unappliable where something is gone."""
    ids = Ids({name: {} for name in SECTIONS})
    for reference in references(section, shape):
        sections = reference.section.split(" or ")
        if not [name for name in sections if _resolve(ids, name, reference.id)]:
            words = f"{reference.key}: there is no “{reference.id}” among {reference.section} any more."
            raise Unappliable(words, ([SECTIONS[name] for name in sections], reference.id))
    _resolve(ids, section, shape["id"])
    ids.by_section["questions for a party"] = {}
    if section == "assertions":
        asked = Question.objects.filter(slug=shape["question"], value_type=ValueType.PARTY)
        ids.by_section["questions for a party"] = dict(asked.values_list("slug", "pk"))
        if asked:
            answers = [shape, *shape.get("evidence", ())]
            _resolve_all(ids, "parties", [answer["value"] for answer in answers if answer.get("value")])
    if section == "filings":
        _resolve_all(ids, "parties", [row["party"] for row in shape.get("claims", ()) if row.get("party")])
        causes = CauseOfAction.objects.filter(case__slug=shape["case"]).values_list("case__slug", "name", "pk")
        ids.by_section["claims"] = {f"{case} {name}": pk for case, name, pk in causes}
    return ids


def _resolve_all(ids: Ids, section: str, names: list[str]) -> None:
    for name in names:
        if not _resolve(ids, section, name):
            raise Unappliable(f"There is no “{name}” among {section} any more.", ([SECTIONS[section]], name))


def _resolve(ids: Ids, section: str, name: str) -> bool:
    model = SECTIONS[section]
    if name not in ids.by_section[section]:
        key = "pk" if _names_itself(model) else "slug"
        pk = model._default_manager.filter(**{key: name}).values_list("pk", flat=True).first()
        pk = _merged_into(model, name) if pk is None else pk
        if pk is None:
            return False
        ids.by_section[section][name] = pk
    return True


def _merged_into(model: type[Model], slug: str) -> Any:
    """The key of the record that one of this slug has become one with since; None if it has not."""
    chain = FormerAddress.objects.leading_to(model._meta.model_name or "", slug)
    found = dict(model._default_manager.filter(slug__in=chain).values_list("slug", "pk")) if chain else {}
    return next((found[name] for name in chain if name in found), None)


def _names_itself(model: type[Model]) -> bool:
    return SECTION_OF[model] in ("courts", "loaded_words")
