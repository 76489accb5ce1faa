"""What is wrong in a form that was sent, and where: a list whose lines lead to the fields, rows included."""

from collections.abc import Iterator
from typing import NamedTuple

from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.text import capfirst


class Problem(NamedTuple):
    """`anchor` is the id of the field, or of the row or the rows in which no one field is wrong; "" for the record."""

    where: str
    words: str
    anchor: str


def problems_in(form, inlines) -> list[Problem]:
    """In the order of the page."""
    return [*_in_form(form, "", ""), *(problem for inline in inlines for problem in _in_rows(inline))]


def _in_rows(inline) -> Iterator[Problem]:
    formset, name = inline.formset, capfirst(str(inline.opts.verbose_name))
    rows = capfirst(str(inline.opts.verbose_name_plural))
    yield from (Problem(rows, words, f"{formset.prefix}-group") for words in formset.non_form_errors())
    for number, form in enumerate(formset.forms, 1):
        if not (formset.can_delete and formset._should_delete_form(form)):
            yield from _in_form(form, f"{name} #{number}", form.prefix)


def _in_form(form, row: str, anchor: str) -> Iterator[Problem]:
    # What is found in the whole is told first; Django keeps the others in the order in which they were found.
    for name in [name for name in (NON_FIELD_ERRORS, *form.fields) if name in form.errors]:
        for words in form.errors[name]:
            if name == NON_FIELD_ERRORS or form[name].is_hidden:
                yield Problem(row, words, anchor)
            else:
                bound = form[name]
                where = ": ".join(filter(None, [row, capfirst(str(bound.label))]))
                yield Problem(where, words, bound.id_for_label or bound.auto_id)
