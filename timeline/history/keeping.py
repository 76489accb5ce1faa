"""Keeps a version of a record after every change, whatever the path.

Whoever writes says so: first `begin`, while the record is as it was, then `keep`. Both in the transaction of the write.
No version is without a reason: where nobody typed one, the desk words it from what was done, and the version says so.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import Model
from django.utils import timezone

from timeline.exporting.records import SECTIONS, record_id, some_of
from timeline.history.naming import names_in
from timeline.history.reasons import worded
from timeline.models import ReaderReport, Version
from timeline.models.record import Record
from timeline.vocabulary import Step, Workflow

# What has a history of its own: held texts count their revisions, and a dismissal has its reason.
_APART = ("workflow", "dismissed", "texts")

_LONGEST_WHY = Version._meta.get_field("why").max_length
# What the newest version says has to be known to tell what was done.
_TOLD_FROM_BEFORE = (Step.WRITTEN, Step.DROPPED)

# A record's content, and where it stands.
State = tuple[dict[str, Any], Workflow]


@dataclass(frozen=True)
class Hand:
    """Who made a change, and why. Without a user it is a command, which has a name.

    `is_worded_by_desk`: nobody typed the reason.
    """

    user: Any = None
    why: str = ""
    change_class: str = ""
    name: str = ""
    report: ReaderReport | None = None
    is_worded_by_desk: bool = False

    def saying(self, words: str) -> "Hand":
        """With these words of the desk as the reason, unless somebody typed one, which always wins."""
        if self.why.strip():
            return self
        return replace(self, why=words[:_LONGEST_WHY], is_worded_by_desk=True)

    @property
    def called(self) -> str:
        return self.name or (self.user.get_username() if self.user else "")


def state_of(record: Model) -> State:
    """What a saved record says now."""
    return states_of(type(record), [record.pk])[record_id(record)]


def states_of(model: type[Model], pks: Iterable[Any]) -> dict[str, State]:
    """Of many records at once, by id."""
    return {shape["id"]: (_content(record, shape), _workflow(record)) for record, shape in some_of(model, list(pks))}


def head_of(record: Model) -> Version | None:
    """The newest version; None where no change was kept yet."""
    return Version.objects.of(record).heads().first()


def pending_change_of(record: Model) -> Version | None:
    """The head, where readers see something older than it."""
    if getattr(record, "workflow", None) != Workflow.PUBLISHED:
        return None
    head = head_of(record)
    return head if head and head.workflow != Workflow.PUBLISHED else None


def begin(model: type[Model], pks: Iterable[Any]) -> int:
    """Keep what records say that have no version yet. Answers how many there were."""
    states = states_of(model, pks)
    have = set(_of(model).heads().filter(record_slug__in=states).values_list("record_slug", flat=True))
    new = {id: state for id, state in states.items() if id not in have}
    return len(keep_all(model, new, Step.BEGUN, Hand(name="history")))


def begin_everywhere() -> int:
    """Keep what every record says that has no version yet."""
    begun = 0
    for model in SECTIONS.values():
        column = "slug" if issubclass(model, Record) else "pk"
        have = set(_of(model).heads().values_list("record_slug", flat=True))
        ids = model._default_manager.values_list("pk", column)
        begun += begin(model, [pk for pk, id in ids if str(id) not in have])
    return begun


def keep(record: Model, step: Step, hand: Hand, made_at: datetime | None = None) -> Version:
    """A version of the record as the database has it now."""
    return keep_all(type(record), {record_id(record): state_of(record)}, step, hand, made_at)[0]


def keep_all(
    model: type[Model], states: Mapping[str, State], step: Step, hand: Hand, made_at: datetime | None = None
) -> list[Version]:
    """A version of each of these states, in their order; it becomes the head of its record.

    `made_at`: what is done to several kinds at once is of one moment, so that none was seen without the others.
    """
    if not states:
        return []
    heads = _of(model).heads().filter(record_slug__in=states)
    numbers = dict(heads.values_list("record_slug", "number"))
    before = _said(heads) if step in _TOLD_FROM_BEFORE and not hand.why.strip() else {}
    heads.update(is_head=False)
    named = names_in(model, [content for content, _ in states.values()])
    hands = _with_reasons(model, states, before, step, hand)
    made_at = made_at or timezone.now()
    made = [
        Version(
            record_kind=model._meta.model_name,
            record_slug=id,
            number=numbers.get(id, 0) + 1,
            content=content,
            names=names,
            workflow=workflow,
            step=step,
            change_class=hand.change_class,
            why=signed.why.strip(),
            is_worded_by_desk=signed.is_worded_by_desk,
            report=hand.report,
            made_by=hand.user,
            made_by_name=hand.called,
            made_at=made_at,
        )
        for (id, (content, workflow)), names, signed in zip(states.items(), named, hands, strict=True)
    ]
    return Version.objects.bulk_create(made, batch_size=500)


def _said(heads) -> dict[str, dict[str, Any]]:
    """What the newest versions say, by record; what was deleted says nothing any more."""
    return dict(heads.exclude(step=Step.DELETED).values_list("record_slug", "content"))


def _with_reasons(
    model: type[Model], states: Mapping[str, State], before: Mapping[str, dict], step: Step, hand: Hand
) -> list[Hand]:
    """The hand of each of these states, in their order."""
    if hand.why.strip():
        return [hand] * len(states)
    kind = model._meta.model_name or ""
    return [
        hand.saying(worded(step, kind, before.get(id), content, workflow)) for id, (content, workflow) in states.items()
    ]


def _of(model: type[Model]):
    return Version.objects.filter(record_kind=model._meta.model_name)


def _content(record: Any, shape: dict[str, Any]) -> dict[str, Any]:
    content = {key: value for key, value in shape.items() if key not in _APART}
    return {**content, "dossier": record.dossier} if isinstance(record, Record) else content


def _workflow(record: Any) -> Workflow:
    return Workflow(getattr(record, "workflow", Workflow.PUBLISHED))
