"""The reason that a form was sent with; deleting asks for one, which stays in the history of what is gone."""

from django.contrib import messages
from django.http import QueryDict

_WHY = "why"
_MISSING = "Nothing was deleted: say why it goes."


def why_of(request) -> str:
    return request.POST.get(_WHY, "").replace("\0", "").strip()[:500]


class AsksWhyDeleted:
    """For a ModelAdmin whose records leave something in a history; before DeskAdmin."""

    def delete_view(self, request, object_id, extra_context=None):
        if request.method == "POST" and not why_of(request):
            self.message_user(request, _MISSING, messages.ERROR)
            request.POST = QueryDict()  # Django asks again where nothing is sent
        return super().delete_view(request, object_id, {**(extra_context or {}), "asks_why": True})

    def changelist_view(self, request, extra_context=None):
        if request.POST.get("action") == "delete_selected" and "post" in request.POST and not why_of(request):
            self.message_user(request, _MISSING, messages.ERROR)
            request.POST = request.POST.copy()
            del request.POST["post"]
        response = super().changelist_view(request, extra_context)
        if "deletable_objects" in (getattr(response, "context_data", None) or {}):
            response.context_data["asks_why"] = True
        return response
