"""The page for whoever saves a record that was deleted or merged away meanwhile: by whom, what was typed, where to."""

import re
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse
from django.urls import reverse

from timeline.admin import steps
from timeline.admin.conflict import content_carried, is_joining
from timeline.admin.publishing import Hindrance
from timeline.admin.typed_words import Group, Typed, as_text, typed_in
from timeline.history.cells import Beside
from timeline.history.keeping import Hand
from timeline.history.naming import names_in
from timeline.history.showing import shown
from timeline.models import FormerAddress, Version
from timeline.models.record import Record
from timeline.vocabulary import Step

# The field of a form that carries the slug of its record, which tells what became of it once its key tells nothing.
RECORD_SEEN = "record_seen"
BRINGING_BACK = "_bring_back"
_CONFLICT, _GONE = 409, 410


@dataclass(frozen=True)
class Fate:
    """What became of the record that a form was made of: its last version, and the record that stays in its place.

    Neither is known where a form does not say of which record it is.
    """

    last: Version | None
    kept: Any

    @property
    def status(self) -> int:
        return _CONFLICT if self.kept else _GONE


def fate_of(model, slug: str) -> Fate:
    if not slug or "\0" in slug:
        return Fate(None, None)
    kind = model._meta.model_name
    heads = Version.objects.of_slug(kind, slug).heads()
    last = heads.filter(step__in=[Step.DELETED, Step.MERGED]).first()
    chain = FormerAddress.objects.leading_to(kind, slug)
    records = {record.slug: record for record in model._default_manager.filter(slug__in=chain)} if chain else {}
    return Fate(last, next((records[name] for name in chain if name in records), None))


def gone_page(model_admin, request):
    """Nothing is written; all that was typed stands on the page."""
    if not model_admin.has_view_or_change_permission(request):
        raise PermissionDenied
    fate = fate_of(model_admin.model, request.POST.get(RECORD_SEEN, ""))
    groups = _typed(model_admin, request)
    return TemplateResponse(
        request,
        "admin/timeline/gone.html",
        {
            **model_admin.admin_site.each_context(request),
            "opts": model_admin.opts,
            "title": f"Not there any more: {fate.last.title}" if fate.last else "The record is not there any more",
            "fate": fate,
            "history": _history_of(fate),
            "groups": groups,
            "text": as_text(groups),
            "carried": _carried(request) if _may_bring_back(model_admin, request, fate) else [],
            "bringing_back": BRINGING_BACK,
        },
        status=fate.status,
    )


def there_again(model_admin, request):
    """The record that a form was made of, if it is there again: brought back by somebody, or now, as the page asked.

    None where it is not, or something stands in the way. Its versions count on, so the form can go on from its own.
    """
    model, slug = model_admin.model, request.POST.get(RECORD_SEEN, "")
    if issubclass(model, Record) and "\0" not in slug and (record := model.objects.filter(slug=slug).first()):
        return record
    fate = fate_of(model, slug)
    if BRINGING_BACK not in request.POST or not _may_bring_back(model_admin, request, fate):
        return None
    try:
        return steps.bring_back(fate.last.before or fate.last, Hand(request.user))
    except Hindrance as hindrance:
        model_admin.message_user(request, str(hindrance), messages.ERROR)
        return None


def rows_moved_to(record, model_admin, request):
    """What was sent, with its rows hanging on this record: their form names the key of the one that is gone."""
    data = request.POST.copy()
    for formset, _ in model_admin.get_formsets_with_inlines(request, record):
        row = re.compile(rf"{re.escape(formset.get_default_prefix())}-\d+-{formset.fk.name}")
        for name in filter(row.fullmatch, [*data]):
            data[name] = str(record.pk)
    return data


def _may_bring_back(model_admin, request, fate: Fate) -> bool:
    """What was typed on the page of a conflict is signed for a record that was there, and is copied by hand."""
    is_deleted = fate.last is not None and fate.last.step == Step.DELETED
    may = model_admin.has_add_permission(request) and model_admin.has_change_permission(request)
    return is_deleted and may and not is_joining(request)


def _history_of(fate: Fate) -> str:
    """Where a deleted record is restored by hand; "" for one that was merged."""
    if fate.last is None or fate.last.step != Step.DELETED:
        return ""
    return reverse("admin:deleted_record", args=[fate.last.record_kind, fate.last.record_slug])


def _typed(model_admin, request) -> list[Group]:
    if not is_joining(request):
        return typed_in(model_admin, request)
    content = content_carried(request)
    (names,) = names_in(model_admin.model, [content])
    parts = shown(model_admin.opts.model_name, content, Beside(names=names, shows_all=True))
    return [Group("", [Typed(part.label, _in_words(part.entries)) for part in parts])]


def _in_words(entries) -> str:
    cells = ([f"{cell.label}: {cell.words}" if cell.label else cell.words for cell in entry] for entry in entries)
    return "\n".join(", ".join(words) for words in cells)


def _carried(request) -> list[tuple[str, str]]:
    left_out = ("csrfmiddlewaretoken", BRINGING_BACK)
    return [(name, value) for name, values in request.POST.lists() if name not in left_out for value in values]
