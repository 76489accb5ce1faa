"""What the page of one version shows: what the record said then, when readers saw it, and what was changed to it."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from timeline.history.cells import Beside
from timeline.history.differing import differences
from timeline.history.seen_then import Named, named
from timeline.history.showing import Change, Part, changes, named_in, shown
from timeline.history.standing import Standing, is_seen, of_readers, standing_at, standings, turns
from timeline.models import Assertion, Version
from timeline.vocabulary import Step, Workflow

# How a hand is named to readers: those of the desk stay unnamed.
IMPORT, DESK = "an import", "the desk"
_WHAT_SEEN: Mapping[str, str] = {Step.MERGED: "Two records became one", Step.RESTORED: "A merge was undone"}
_SMALLEST = datetime.timedelta(microseconds=1)


@dataclass(frozen=True)
class Recorded:
    """One version that readers saw of a record that they can see now. `day` is the one whose end was asked for."""

    record: Any
    standing: Standing
    day: datetime.date | None = None

    @property
    def version(self) -> Version:
        return self.standing.version

    @property
    def kind(self) -> str:
        return self.version.record_kind

    @property
    def made_by(self) -> str:
        return hand_of(self.version)

    @property
    def what(self) -> str:
        return what_of(self.version)

    @property
    def title(self) -> str:
        return self._contents[self.version.pk].title

    @cached_property
    def parts(self) -> list[Part]:
        return shown(self.kind, self._contents[self.version.pk].content, self._beside(self.moment))

    @property
    def moment(self) -> datetime.datetime:
        """The one of which is told what readers saw: when the version was made, or the last of the day."""
        return end_of(self.day) - _SMALLEST if self.day else self.version.made_at

    @cached_property
    def changes(self) -> list[Change]:
        """What differs from the version that readers saw before; empty for the first."""
        if not self.standing.before:
            return []
        before, after = (self._contents[one.pk].content for one in (self.standing.before, self.version))
        return changes(self.kind, differences(before, after), self._beside(self.version.made_at))

    @cached_property
    def answers(self) -> list[Version]:
        """Of a question on a day: what readers saw then of the answers that they see now."""
        if not self.day or self.kind != "question":
            return []
        slugs = Assertion.objects.public().filter(question=self.record).order_by("pk").values_list("slug", flat=True)
        return answers_at(list(slugs), self.record.slug, end_of(self.day))

    @cached_property
    def _contents(self) -> dict[int, Version]:
        wanted = [one.pk for one in (self.version, self.standing.before) if one]
        return Version.objects.in_bulk(wanted)

    def _beside(self, moment: datetime.datetime) -> Beside:
        return self._named.at(moment, self._names)

    @cached_property
    def _names(self) -> dict[str, str]:
        versions = sorted(self._contents.values(), key=lambda version: version.number)
        return {id: name for version in versions for id, name in version.names.items()}

    @cached_property
    def _named(self) -> Named:
        contents = (version.content for version in self._contents.values())
        return named(pair for content in contents for pair in named_in(self.kind, content, self._names))


def recorded_as(record: Any, of_one: list[Version], number: int) -> Recorded | None:
    """The version with this number, if readers saw it."""
    found = (standing for standing in standings(of_one) if standing.version.number == number)
    return next((Recorded(record, standing) for standing in found), None)


def recorded_on(record: Any, of_one: list[Version], day: datetime.date) -> Recorded | None:
    """What readers saw at the end of that day; None if it was nothing."""
    standing = standing_at(of_one, end_of(day))
    return Recorded(record, standing, day) if standing else None


def end_of(day: datetime.date) -> datetime.datetime:
    """The first moment after it."""
    midnight = datetime.datetime.combine(day, datetime.time(), datetime.UTC)
    return midnight + datetime.timedelta(days=1)


def hand_of(version: Version) -> str:
    return IMPORT if version.step == Step.IMPORTED else DESK


def what_of(version: Version) -> str:
    """What became of the record, where that was more than a publication; of one that readers see no more, that."""
    if is_seen(version):
        return _WHAT_SEEN.get(version.step, "")
    if version.step == Step.MERGED:
        return "Merged into another record"
    return "Withdrawn" if version.workflow == Workflow.WITHDRAWN else "Not shown to readers from here on"


def answers_at(slugs: list[str], question: str, moment: datetime.datetime) -> list[Version]:
    """Of each of these answers the version that readers saw just before that moment, if it answered the question."""
    made = Version.objects.filter(record_kind="assertion", record_slug__in=slugs, made_at__lt=moment)
    by_slug: dict[str, list[Version]] = {slug: [] for slug in slugs}
    for version in turns(made).defer("names").order_by("number"):
        by_slug[version.record_slug].append(version)
    found = (standing_at(of_readers(of_one), moment) for of_one in by_slug.values())
    return [one.version for one in found if one and one.version.content.get("question") == question]
