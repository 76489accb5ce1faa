"""Filters of the desk's lists."""

from django.contrib import admin
from django.db.models import Exists, OuterRef

from timeline.checks.rule import RULES
from timeline.models import Version
from timeline.vocabulary import Grade, Workflow


class NumberOfSources(admin.SimpleListFilter):
    """Works on what RecordAdmin annotates as `source_count`."""

    title = "number of sources"
    parameter_name = "sources"

    _CONDITIONS = {"none": {"source_count": 0}, "one": {"source_count": 1}, "several": {"source_count__gt": 1}}

    def lookups(self, request, model_admin):
        return [("none", "None"), ("one", "One"), ("several", "Two or more")]

    def queryset(self, request, queryset):
        return queryset.filter(**self._CONDITIONS.get(self.value(), {}))


class PendingChange(admin.SimpleListFilter):
    """Published records of which readers see something older than what was written last."""

    title = "pending change"
    parameter_name = "pending"

    def lookups(self, request, model_admin):
        return [("any", "Any"), (Workflow.DRAFT, "Draft"), (Workflow.IN_REVIEW, "In review")]

    def queryset(self, request, queryset):
        if self.value() is None:
            return queryset
        heads = Version.objects.heads().exclude(workflow=Workflow.PUBLISHED)
        heads = heads.filter(record_kind=queryset.model._meta.model_name, record_slug=OuterRef("slug"))
        if self.value() != "any":
            heads = heads.filter(workflow=self.value())
        return queryset.filter(Exists(heads), workflow=Workflow.PUBLISHED)


class IsDismissed(admin.SimpleListFilter):
    """Works on what FindingAdmin annotates as `is_dismissed`; shows what stands unless asked for more."""

    title = "dismissed"
    parameter_name = "dismissed"

    _CONDITIONS = {None: {"is_dismissed": False}, "yes": {"is_dismissed": True}}

    def lookups(self, request, model_admin):
        return [("yes", "Yes"), ("all", "Either")]

    def choices(self, changelist):
        labels = {None: "No", **dict(self.lookup_choices)}
        for value, label in labels.items():
            address = changelist.get_query_string({self.parameter_name: value})
            yield {"selected": self.value() == value, "query_string": address, "display": label}

    def queryset(self, request, queryset):
        return queryset.filter(**self._CONDITIONS.get(self.value(), {}))


class RuleOfLinter(admin.SimpleListFilter):
    """Offers the rules that some row names, by their titles."""

    title = "rule"
    parameter_name = "rule"

    def lookups(self, request, model_admin):
        named = model_admin.model.objects.order_by().values_list("rule", flat=True).distinct()
        return sorted(((name, RULES[name].title) for name in named if name in RULES), key=lambda pair: pair[1])

    def queryset(self, request, queryset):
        return queryset.filter(rule=self.value()) if self.value() in RULES else queryset


def not_verified(quotes):
    """Quotes whose words do not stand in the nearest of their sources of which text is held, or of which none is."""
    return quotes.graded_on().filter(grade_then__gt=Grade.BRACKETED)


class IsVerified(admin.SimpleListFilter):
    title = "verified"
    parameter_name = "verified"

    def lookups(self, request, model_admin):
        return [("yes", "Yes"), ("no", "No")]

    def queryset(self, request, queryset):
        match self.value():
            case "yes":
                return queryset.graded_on().filter(grade_then__lte=Grade.BRACKETED)
            case "no":
                return not_verified(queryset)
        return queryset


class IsContested(admin.SimpleListFilter):
    """Of questions: whether accounts that readers see give answers that cannot both hold."""

    title = "contested"
    parameter_name = "contested"

    _CONDITIONS = {"yes": {"is_contested": True}, "no": {"is_contested": False}}

    def lookups(self, request, model_admin):
        return [("yes", "Yes"), ("no", "No")]

    def queryset(self, request, queryset):
        if conditions := self._CONDITIONS.get(self.value()):
            return queryset.marked_contested().filter(**conditions)
        return queryset
