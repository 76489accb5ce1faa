"""Two people wrote the same record: what the second typed, what the first saved and what was before, part by part."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.core import signing
from django.core.exceptions import SuspiciousOperation
from django.db import IntegrityError, transaction
from django.template.response import TemplateResponse

from timeline.admin.alongside import Alongside
from timeline.admin.editing import SUBMITTING, VERSION_SEEN
from timeline.admin.publishing import CLASSES_OF_CHANGES
from timeline.admin.together import send_along
from timeline.checks.linter import refresh_findings_around
from timeline.exporting.records import record_id
from timeline.history.cells import Beside
from timeline.history.joining import Fork, Side, forks, joined
from timeline.history.keeping import Hand
from timeline.history.naming import names_in
from timeline.history.parts import Content, Place
from timeline.history.showing import Change, Entry, changes, shown
from timeline.importing.applying import Unappliable, apply
from timeline.models import Version
from timeline.models.record import Record
from timeline.vocabulary import Workflow

_JOINING = "_join"
_MINE = "mine"
# What the button says by which all that was typed would be given up; it is asked about first.
_DROPPING = "drop"
# The buttons of a form, by which it goes on where it would have gone without the conflict.
_SAVING = "_save"
_BUTTONS = {
    _SAVING: "Save what is chosen",
    SUBMITTING: "Save what is chosen and send to review",
    "_continue": "Save what is chosen and continue editing",
    "_addanother": "Save what is chosen and add another",
}
_PRESSED = "pressed"
_SALT = "timeline.conflict"


def is_joining(request) -> bool:
    return _JOINING in request.POST


def content_carried(request) -> Content:
    """What was typed, as the page carries it. Raises SuspiciousOperation where it does not come as it was sent."""
    content = _loaded(request).get("mine")
    if not isinstance(content, dict):
        raise SuspiciousOperation("What was typed comes from the page of another desk.")
    return content


class Conflict:
    """For one request whose `editing` found that somebody was faster. Nothing is written until it is joined."""

    def __init__(self, model_admin, request):
        self.model_admin = model_admin
        self.request = request
        self.editing = request.editing
        if not hasattr(request, "alongside"):
            request.alongside = Alongside()

    def shown(self, problem: str = ""):
        """The page that lays both sides beside each other; it carries what was typed."""
        return self._page(self.editing.seen, self.editing.content, problem)

    def joined(self):
        """Saves what was chosen; the page again where somebody was faster once more, or something is not chosen."""
        base, mine = self._carried()
        if self.editing.is_stale:
            who = "You have" if self._is_own else "Somebody has"
            return self._page(base, mine, problem=f"{who} saved once more since this page was made: look again.")
        chosen = self._choices(forks(base.content, mine, self.editing.head.content))
        if self.request.POST[_JOINING] == _DROPPING:
            return self._page(base, mine, chosen=chosen)
        try:
            content = joined(base.content, mine, self.editing.head.content, chosen)
        except KeyError:
            problem = "Both versions changed the parts that are marked: choose one side for each of them."
            return self._page(base, mine, problem=problem, chosen=chosen)
        record, hand = self.editing.record, self.model_admin.hand_of(self.request)
        if problem := self._unreasoned(hand) or self._written(content):
            return self._page(base, mine, problem=problem, chosen=chosen)
        self.model_admin.message_user(self.request, f"Both changes of “{record}” are joined.", messages.SUCCESS)
        self.request.alongside.keep(self.request.user, record, is_submitting=self.editing.is_submitting)
        self.model_admin.tell_of(self.request, self.editing.keep(hand))
        self.model_admin.tell_of_others(self.request)
        if self.editing.is_submitting and isinstance(record, Record):
            send_along(self.request, record)
        self.model_admin.close_form(self.request, record)
        return self.model_admin.on_from(self.request, record)

    def _unreasoned(self, hand: Hand) -> str:
        """What is lacking where readers see the record by now; "" where nothing is."""
        if not self.model_admin.asks_why(self.editing.record):
            return ""
        is_weighed = bool(hand.change_class) or not self.editing.is_reviewed
        return "" if hand.why and is_weighed else "Readers see the record: say below why it is changed, and how much."

    def _written(self, content: Content) -> str:
        """What stands against the joined content; "" when it is written, or taken back where readers see the record."""
        workflow = Workflow.PUBLISHED if self.editing.is_reviewed else self.editing.workflow
        try:
            with transaction.atomic():
                self.request.alongside.write_again()
                self._apply(content, workflow)
        except Unappliable as problem:
            return str(problem)
        except IntegrityError as problem:
            return f"The two do not fit together: {problem}"
        return ""

    @transaction.atomic
    def _apply(self, content: Content, workflow: Workflow) -> None:
        written = apply(type(self.editing.record), content, workflow)
        self.editing.take(written)
        if self.editing.is_reviewed:
            transaction.set_rollback(True)
        elif isinstance(written, Record):
            refresh_findings_around(written)

    def _carried(self) -> tuple[Version, Content]:
        """The version from which was written, and what was typed. Raises SuspiciousOperation where it is not ours."""
        carried = _loaded(self.request)
        try:
            number, mine, alongside = int(carried["base"]), dict(carried["mine"]), Alongside(carried.get("alongside"))
        except (AttributeError, KeyError, TypeError, ValueError):
            raise SuspiciousOperation("What was typed comes from the page of another desk.") from None
        base = Version.objects.of(self.editing.record).filter(number=number).first()
        if base is None or mine.get("id") != record_id(self.editing.record):
            raise SuspiciousOperation("What was typed belongs to another record.")
        self.request.alongside = alongside
        return base, mine

    def _choices(self, both: list[Fork]) -> dict[Place, Side]:
        given = self.request.POST
        sides: dict[str, Side] = {"mine": "mine", "theirs": "theirs", "base": "base"}
        return {
            fork.place: side for turn, fork in enumerate(both) if (side := sides.get(given.get(f"take-{turn}", "")))
        }

    @property
    def _is_own(self) -> bool:
        """Whether it was the same person who wrote meanwhile: in another window, or by restoring the record."""
        return self.editing.head.made_by_id == self.request.user.pk

    @property
    def _pressed(self) -> str:
        """The button with which the form was sent, or with which the page of the conflict was sent last."""
        given = self.request.POST
        named = next((name for name in _BUTTONS if name in given), given.get(_PRESSED, _SAVING))
        return named if named in _BUTTONS else _SAVING

    @property
    def _buttons(self) -> list[tuple[str, str]]:
        """What was pressed comes first, by which the key Enter presses it too."""
        more = [_SAVING, SUBMITTING] if isinstance(self.editing.record, Record) else [_SAVING]
        return [(name, _BUTTONS[name]) for name in dict.fromkeys([self._pressed, *more])]

    def _page(self, base: Version, mine: Content, problem: str = "", chosen: dict[Place, Side] | None = None):
        theirs = self.editing.head
        both = forks(base.content, mine, theirs.content)
        (names,) = names_in(type(self.editing.record), [mine])
        made = self.request.alongside.names
        beside = Beside(names={**base.names, **theirs.names, **names, **made}, shows_all=True)
        context = {
            **self.model_admin.admin_site.each_context(self.request),
            "opts": self.model_admin.opts,
            "media": self.model_admin.media,
            "title": f"{'Two versions of yours' if self._is_own else 'Somebody was faster'}: {self.editing.record}",
            "is_own": self._is_own,
            "record": self.editing.record,
            "base": base,
            "theirs": theirs,
            "model": type(self.editing.record),
            "rows": [_row(theirs.record_kind, fork, chosen or {}, beside) for fork in both],
            "mine": signing.dumps(
                {"base": base.number, "mine": mine, "alongside": self.request.alongside.carried},
                salt=_SALT,
                compress=True,
            ),
            "made": [*made.values()],
            "token_name": VERSION_SEEN,
            "problem": problem,
            "is_dropping": self.request.POST.get(_JOINING) == _DROPPING,
            "dropping": _DROPPING,
            "is_popup": IS_POPUP_VAR in self.request.POST,
            "is_popup_var": IS_POPUP_VAR,
            "pressed": self._pressed,
            "buttons": self._buttons,
            "given": self.request.POST,
            "must_say_why": self.model_admin.asks_why(self.editing.record),
            "classes": CLASSES_OF_CHANGES if self.editing.is_reviewed else [],
        }
        return TemplateResponse(self.request, "admin/timeline/conflict.html", context, status=409)


def _loaded(request) -> dict[str, Any]:
    try:
        carried = signing.loads(request.POST.get(_MINE, ""), salt=_SALT)
    except signing.BadSignature:
        raise SuspiciousOperation("What was typed did not come back as it was sent.") from None
    if not isinstance(carried, dict):
        raise SuspiciousOperation("What was typed comes from the page of another desk.")
    return carried


@dataclass(frozen=True)
class _Row:
    """A part in words: what it is called, what each side made of it (nothing where it left it), and which is taken.

    `base` is what it said before, where it was there.
    """

    label: str
    base: list[Entry]
    mine: list[Change]
    theirs: list[Change]
    taken: Side | None


def _row(kind: str, fork: Fork, chosen: dict[Place, Side], beside: Beside) -> _Row:
    mine, theirs = (
        changes(kind, [found] if found.before != found.after else [], beside)
        for found in (fork.my_difference, fork.their_difference)
    )
    label = (mine or theirs)[0].label if mine or theirs else fork.place.key
    was = (
        [] if fork.base is None else shown(kind, {fork.place.key: [fork.base] if fork.place.row else fork.base}, beside)
    )
    base = [entry for part in was for entry in part.entries]
    return _Row(label, base, mine, theirs, chosen.get(fork.place) or fork.taken)
