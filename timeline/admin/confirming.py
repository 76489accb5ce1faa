"""A page between choosing records in a list and doing something with them: what it will be, and a word on it."""

from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.template.response import TemplateResponse

_CONFIRMED = "confirmed"


def is_confirmed(request) -> bool:
    return request.method == "POST" and _CONFIRMED in request.POST


def confirmation(model_admin, request, template, title, chosen, **context):
    """The page; its form comes back to the same address with the same records chosen, and confirmed."""
    page = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "media": model_admin.media,
        "title": title,
        "chosen": chosen,
        "action": request.POST.get("action", ""),
        "checkbox_name": ACTION_CHECKBOX_NAME,
        "confirmed_name": _CONFIRMED,
        **context,
    }
    return TemplateResponse(request, f"admin/timeline/{template}", page)
