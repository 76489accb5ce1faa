"""Parties."""

from django.contrib import admin

from timeline.admin.dates_meant import meaning_of
from timeline.admin.record import SourcedAdmin
from timeline.admin.rows import References
from timeline.models import Party, PartyReference


class PartyReferences(References):
    model = PartyReference


@admin.register(Party)
class PartyAdmin(SourcedAdmin):
    sections = [
        (None, {"fields": ["name", "kind", "began", "began_meaning", "other_names", "description", "wikidata"]})
    ]
    readonly_fields = ("began_meaning",)
    inlines = [PartyReferences]
    slug_from = ("name",)
    list_display = ("name_sorted", "kind", "wikidata", "number_of_sources", "best_evidence", "workflow", "changed")
    list_filter = (*SourcedAdmin.list_filter, "kind", "dossier")
    date_hierarchy = "known_since"
    # `sorts_as` has the name without accents.
    search_fields = ("name", "sorts_as", "other_names", "slug")

    @admin.display(description="which means")
    def began_meaning(self, obj):
        return meaning_of(obj.began) if obj.pk else "Said here once it is saved."

    @admin.display(description="name", ordering="sorts_as")
    def name_sorted(self, obj):
        return obj.name
