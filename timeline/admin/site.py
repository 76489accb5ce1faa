"""The desk itself: its name, the order of its index, what its search boxes for relations answer."""

from functools import reduce
from operator import or_

from django.contrib import admin
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.db import models
from django.db.models import Case, Q, When

from timeline.admin.entrance import Entrance
from timeline.admin.relations import choice_label
from timeline.admin.saved_filters import saved_filters_of

# What researchers touch most stands first; what only explains other records stands last.
_ORDER = "Event Case Filing Quote Question Assertion Party Source SourceText Court".split()
_CHECKS = "Finding Dismissal QuoteCheck LoadedWord FormerAddress".split()
_INBOX = ["ReaderReport"]
_PEOPLE = ["AuditEntry"]
_LONGEST_NAME = 200


class _Choices(AutocompleteJsonView):
    def get_queryset(self):
        """What is called as was typed comes first, then what begins so."""
        found = super().get_queryset()
        words = " ".join(self.term.replace("\0", " ").split())[:_LONGEST_NAME]
        ordering = found.query.order_by or found.model._meta.ordering
        if not words:
            return found
        names = [name for name in self.model_admin.search_fields if _is_name(found.model, name)]
        exact, begins = (
            reduce(or_, (Q(**{f"{name}__{how}": words}) for name in names), Q(pk__in=[]))
            for how in ("iexact", "istartswith")
        )
        rank = Case(When(exact, then=0), When(begins, then=1), default=2)
        return found.annotate(name_rank=rank).order_by("name_rank", *ordering, "pk")

    def serialize_result(self, obj, to_field_name):
        return {**super().serialize_result(obj, to_field_name), "text": choice_label(obj)}


def _is_name(model, lookup: str) -> bool:
    """Whether a search of the desk looks in a name of the record itself, not in prose, nor in another record."""
    return "__" not in lookup and isinstance(model._meta.get_field(lookup), models.CharField)


class DeskSite(Entrance, admin.AdminSite):
    site_header = site_title = "AI Dispute Timeline: researchers’ desk"
    index_title = "Worklists"
    index_template = "admin/timeline/front_page.html"

    def get_urls(self):
        # These pages need what registers with this site, which has to be there before.
        from timeline.admin.own_pages import addresses

        return [*addresses(self), *super().get_urls()]

    def each_context(self, request):
        """`saved_filters` are asked for only where a page shows them."""
        return {**super().each_context(request), "saved_filters": saved_filters_of(request.user)}

    def index(self, request, extra_context=None):
        from timeline.admin.front_page import front_page

        return super().index(request, {**front_page(request), **(extra_context or {})})

    def get_app_list(self, request, app_label=None):
        """The record, what the site checks in it by itself, what readers report, then people."""
        apps = super().get_app_list(request, app_label)
        apps.sort(key=lambda app: app["app_label"] != "timeline")
        people = [entry for app in apps for entry in app["models"] if entry["object_name"] in _PEOPLE]
        for app in apps:
            own = [entry for entry in app["models"] if entry not in people]
            app["models"] = own + people if app["app_label"] == "auth" else own
        return [part for app in apps for part in _parts(app)]

    def autocomplete_view(self, request):
        return _Choices.as_view(admin_site=self)(request)


def _parts(app):
    checks = [entry for entry in app["models"] if entry["object_name"] in _CHECKS]
    inbox = [entry for entry in app["models"] if entry["object_name"] in _INBOX]
    records = [entry for entry in app["models"] if entry["object_name"] not in [*_CHECKS, *_INBOX]]
    if records:
        yield {**app, "models": sorted(records, key=_place)}
    if checks:
        yield {**app, "name": "Checks", "app_label": "checks", "models": sorted(checks, key=_place)}
    if inbox:
        yield {**app, "name": "From readers", "app_label": "inbox", "models": inbox}


def _place(entry) -> int:
    order = [*_ORDER, *_CHECKS]
    name = entry["object_name"]
    return order.index(name) if name in order else len(order)
