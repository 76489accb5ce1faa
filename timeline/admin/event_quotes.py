"""New quotes in the form of the event at which they were said: records of their own, drafts that are saved with it."""

from django import forms
from django.contrib import admin

from timeline.admin.addresses_for import free_slug
from timeline.admin.dates_meant import DateField, DateText
from timeline.admin.empty_rows import empty_rows_in
from timeline.admin.relations import FindsRecords
from timeline.models import EventReference, Quote, QuoteReference
from timeline.models.dated import EDTFField
from timeline.vocabulary import Workflow

# A form with more rows than this has other troubles.
_MOST_ROWS = 30
_ROWS = [("", "---------"), *((str(number), f"Source #{number}") for number in range(1, _MOST_ROWS + 1))]


class NewQuoteForm(forms.ModelForm):
    source_row = forms.ChoiceField(
        label="Printed in",
        choices=_ROWS,
        initial="1",
        error_messages={"required": "Say which of the sources above prints these words."},
        help_text="One of the sources above, new ones included, by its number.",
    )
    locator = forms.CharField(
        max_length=QuoteReference._meta.get_field("locator").max_length,
        required=False,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text="The pin cite: where in that source the words stand.",
    )


class NewQuoteFormSet(forms.BaseInlineFormSet):
    """Only new ones, whatever is sent: quotes that are there have their own page."""

    # The forms of the event's own references; set before this is checked.
    rows_of_sources: list[forms.ModelForm] = []

    def get_queryset(self):
        return self.model.objects.none()

    def initial_form_count(self):
        return 0

    def clean(self):
        super().clean()
        for form in self.forms:
            if form.has_changed() and not self._should_delete_form(form):
                self._check_row_of_source(form)

    def _check_row_of_source(self, form):
        number = form.cleaned_data.get("source_row") if hasattr(form, "cleaned_data") else ""
        if number and not self._is_filled(int(number)):
            form.add_error("source_row", f"There is no source #{number} above, or it is removed.")

    def _is_filled(self, number: int) -> bool:
        if number > len(self.rows_of_sources):
            return False
        row = self.rows_of_sources[number - 1]
        return bool(row.instance.pk or row.has_changed()) and not self.data.get(f"{row.prefix}-DELETE")

    def save_new(self, form, commit=True):
        event, quote = self.instance, form.instance
        quote.event, quote.workflow, quote.dossier = event, Workflow.DRAFT, event.dossier
        quote.date = quote.date or event.date
        quote.slug = free_slug(Quote, quote.date, quote.speaker.name, " ".join(quote.text.split()[:8]))
        quote.save()
        quote.cases.set(event.cases.all())
        source = self.rows_of_sources[int(form.cleaned_data["source_row"]) - 1].instance.source
        QuoteReference.objects.create(quote=quote, source=source, locator=form.cleaned_data["locator"])
        return quote


class NewQuotes(FindsRecords, admin.StackedInline):
    model = Quote
    form = NewQuoteForm
    formset = NewQuoteFormSet
    template = "admin/timeline/new_quotes.html"
    verbose_name = "quote"
    verbose_name_plural = "new quotes"
    can_delete = False
    formfield_overrides = {EDTFField: {"form_class": DateField, "widget": DateText}}
    fields = (("speaker", "forum"), "text", ("source_row", "locator"), ("date", "asked"))

    def get_extra(self, request, obj=None, **kwargs):
        return empty_rows_in(request)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "date":
            field.help_text = "Empty: the date of the event."
        elif db_field.name in ("text", "asked"):
            field.widget.attrs["rows"] = 3
        return field

    def has_change_permission(self, request, obj=None):
        # None that is there is shown.
        return False

    def has_view_permission(self, request, obj=None):
        return self.has_add_permission(request, obj)


class WritesQuotes:
    """For the event's admin."""

    def _create_formsets(self, request, obj, change):
        """As Django has it, but the new quotes know the rows that they name."""
        formsets, inlines = super()._create_formsets(request, obj, change)
        rows = next((formset.forms for formset in formsets if formset.model is EventReference), [])
        for formset in formsets:
            if isinstance(formset, NewQuoteFormSet):
                formset.rows_of_sources = rows
        return formsets, inlines

    def save_formset(self, request, form, formset, change):
        super().save_formset(request, form, formset, change)
        if isinstance(formset, NewQuoteFormSet):
            for quote in formset.new_objects:
                request.alongside.add(quote)
