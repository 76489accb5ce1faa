"""Filters of the desk's lists."""

from django.contrib import admin


class NumberOfSources(admin.SimpleListFilter):
    """Works on what RecordAdmin annotates as `source_count`."""

    title = "number of sources"
    parameter_name = "sources"

    _CONDITIONS = {"none": {"source_count": 0}, "one": {"source_count": 1}, "several": {"source_count__gt": 1}}

    def lookups(self, request, model_admin):
        return [("none", "None"), ("one", "One"), ("several", "Two or more")]

    def queryset(self, request, queryset):
        return queryset.filter(**self._CONDITIONS.get(self.value(), {}))
