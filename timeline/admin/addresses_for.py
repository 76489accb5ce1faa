"""Permanent addresses for records that are made beside another one, where nobody types them."""

import re

from django.utils.text import slugify

from timeline.models import FormerAddress

_LONGEST = 80


def free_slug(model, *words: str) -> str:
    """A slug of these words that no record of the model has or had."""
    text = re.sub(r"[/.–—]+", "-", " ".join(word for word in words if word))
    base = _cut(slugify(text).replace("_", "-"), _LONGEST) or model._meta.model_name
    former = FormerAddress.objects.filter(record_kind=model._meta.model_name)
    taken = {
        *model._default_manager.filter(slug__startswith=base[: _LONGEST - 5]).values_list("slug", flat=True),
        *former.filter(slug__startswith=base[: _LONGEST - 5]).values_list("slug", flat=True),
    }
    turn, slug = 1, base
    while slug in taken:
        turn += 1
        slug = f"{_cut(base, _LONGEST - len(str(turn)) - 1)}-{turn}"
    return slug


def _cut(slug: str, length: int) -> str:
    return re.sub(r"-+", "-", slug)[:length].strip("-")
