"""What researchers deleted here although the files still have it: it stays away, and so does what names it."""

from collections.abc import Container, Iterator

from timeline.exporting.records import SECTION_OF
from timeline.importing.shape import references
from timeline.importing.validating import Checked
from timeline.models import Version
from timeline.vocabulary import Step

# A section, and the id of a record in it.
Name = tuple[str, str]


def left_out(
    sections: dict[str, list[Checked]], held: Container[Name], questions_for_a_party: Container[str]
) -> dict[Name, str]:
    """Records of the files that cannot be written, and why: deleted here, or they name one that is left out.

    `held` are the records that are here, whatever was deleted before; one of them can only stay as it is.
    """
    reasons = {name: "deleted here" for name in _deleted() if name not in held}
    if not reasons:
        return {}
    naming = {
        (section, checked.id): set(_named(section, checked.shape, questions_for_a_party))
        for section, of_section in sections.items()
        for checked in of_section
    }
    while found := {
        name: f"names {missing[0][1]}, which is left out"
        for name, named in naming.items()
        if name not in reasons and (missing := sorted(one for one in named if one in reasons and one not in held))
    }:
        reasons |= found
    return reasons


def _deleted() -> Iterator[Name]:
    """Records whose last version says that they were deleted; not those that went without a version."""
    sections = {model._meta.model_name: section for model, section in SECTION_OF.items()}
    heads = Version.objects.heads().filter(step=Step.DELETED)
    return ((sections[kind], slug) for kind, slug in heads.values_list("record_kind", "record_slug"))


def _named(section: str, shape: dict, questions_for_a_party: Container[str]) -> Iterator[Name]:
    for reference in references(section, shape):
        yield from ((name, reference.id) for name in reference.section.split(" or "))
    if section == "assertions" and shape["question"] in questions_for_a_party:
        answers = [shape, *shape.get("evidence", ())]
        yield from (("parties", answer["value"]) for answer in answers if answer.get("value"))
