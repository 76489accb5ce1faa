"""A related record named by its slug, typed in a field that only a browser without JavaScript shows."""

from typing import Any

from django.db.models import CharField, Model
from django.utils.html import format_html

# So many slugs are looked up at once; whoever types more is told that there are no such records.
_MOST = 100
_SUFFIX = "_by_slug"


class UnknownSlug(str):
    """What was typed and names no record. Whatever it looks like, it is no key either."""


class NamedBySlug:
    """For the widget of a relation, whose choices are found by a script alone.

    A record that is named counts as chosen: the only one in place of what was, several beside those that were.
    """

    field: Any
    allow_multiple_selected: bool

    def value_from_datadict(self, data, files, name):
        chosen = super().value_from_datadict(data, files, name)
        typed = data.get(f"{name}{_SUFFIX}", "").split()
        if not (typed and self._column):
            return chosen
        if not self.allow_multiple_selected:
            return self._named([" ".join(typed)])[0]
        return [*(chosen or ()), *self._named(typed)]

    def render(self, name, value, attrs=None, renderer=None):
        values = value if isinstance(value, list | tuple) else [value]
        unknown = [one for one in values if isinstance(one, UnknownSlug)]
        known = [one for one in values if not isinstance(one, UnknownSlug)]
        chosen = known if self.allow_multiple_selected else next(iter(known), None)
        return super().render(name, chosen, attrs, renderer) + self._typed(name, unknown)

    def _typed(self, name: str, unknown: list[UnknownSlug]) -> str:
        if not self._column:
            return ""
        return format_html(
            '<noscript><span class="by-slug"><label for="id_{0}">{1}</label> '
            '<input type="text" class="vTextField" name="{0}" id="id_{0}" value="{2}"></span></noscript>',
            f"{name}{_SUFFIX}",
            f"{self.field.verbose_name} by slug, with blanks between"
            if self.allow_multiple_selected
            else f"or {self.field.verbose_name} by slug",
            " ".join(unknown),
        )

    def _named(self, slugs: list[str]) -> list[str]:
        """Keys, and what is none, in the order of the slugs."""
        asked = [slug for slug in slugs[:_MOST] if "\0" not in slug]
        rows = self._model._default_manager.filter(**{f"{self._column}__in": asked})
        keys = {slug: str(pk) for slug, pk in rows.values_list(self._column, "pk")}
        return [keys.get(slug) or UnknownSlug(slug) for slug in slugs]

    @property
    def _column(self) -> str:
        """What records of the other kind are named by; a court has its key; "" for what has neither."""
        fields = {field.name for field in self._model._meta.fields}
        return "slug" if "slug" in fields else "pk" if isinstance(self._model._meta.pk, CharField) else ""

    @property
    def _model(self) -> type[Model]:
        return self.field.remote_field.model


def says_unknown(model: type[Model], slug: UnknownSlug) -> str:
    return f"There is no {model._meta.verbose_name} with the slug “{slug[:80]}”."
