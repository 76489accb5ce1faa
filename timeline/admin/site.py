"""The desk itself: its name, the order of its index, what its search boxes for relations answer."""

from django.contrib import admin
from django.contrib.admin.views.autocomplete import AutocompleteJsonView

from timeline.admin.relations import choice_label

# What researchers touch most stands first; what only explains other records stands last.
_ORDER = "Event Case Filing Quote Question Assertion Party Source Court".split()


class _Choices(AutocompleteJsonView):
    def serialize_result(self, obj, to_field_name):
        return {**super().serialize_result(obj, to_field_name), "text": choice_label(obj)}


class DeskSite(admin.AdminSite):
    site_header = site_title = "AI Dispute Timeline: researchers’ desk"
    index_title = "The record"

    def get_app_list(self, request, app_label=None):
        apps = super().get_app_list(request, app_label)
        apps.sort(key=lambda app: app["app_label"] != "timeline")
        for app in apps:
            app["models"].sort(key=_place)
        return apps

    def autocomplete_view(self, request):
        return _Choices.as_view(admin_site=self)(request)


def _place(entry) -> int:
    name = entry["object_name"]
    return _ORDER.index(name) if name in _ORDER else len(_ORDER)
