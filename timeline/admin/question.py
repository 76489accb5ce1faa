"""Contested questions, the assertions that answer them, and the evidence for and against each."""

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from timeline.admin.list_filters import IsContested
from timeline.admin.new_sources import MakesSources, SourceRowFormSet
from timeline.admin.record import RecordAdmin, RecordForm, SourcedAdmin, how_many
from timeline.admin.rows import AnswerFormSet, HangingRows, References
from timeline.admin.standing import where_it_stands
from timeline.models import Assertion, Evidence, Question, QuestionReference


class QuestionForm(RecordForm):
    def clean(self):
        cleaned = super().clean()
        if self.instance.pk and "value_type" in self.cleaned_data:
            self._check_answers(Question(value_type=self.cleaned_data["value_type"]))
        return cleaned

    def _check_answers(self, question):
        """The answers that there are, and what their sources say, have to fit the new type."""
        evidence = Evidence.objects.filter(assertion__question=self.instance).select_related("value_party", "source")
        answers = self.instance.assertions.select_related("value_party")
        for row, name in [*((row, row) for row in answers), *((row, row.source) for row in evidence)]:
            try:
                row.check_value(question)
            except ValidationError as problem:
                self.add_error("value_type", f"{name}: {' '.join(problem.messages)}")


class QuestionReferences(References):
    model = QuestionReference
    verbose_name = "source for the status"
    verbose_name_plural = "sources for the status"


@admin.register(Question)
class QuestionAdmin(RecordAdmin):
    form = QuestionForm
    sections = [
        (None, {"fields": ["question", ("value_type", "unit"), "note", "answers"]}),
        ("How it stands", {"fields": ["status", "argument", "resolved_by"]}),
        ("What it touches", {"fields": ["cases", "events", "quotes"]}),
    ]
    readonly_fields = ("answers",)
    inlines = [QuestionReferences]
    slug_from = ("question",)
    list_display = ("question", "value_type", "status", "number_of_answers", "workflow", "changed")
    list_filter = (
        "workflow",
        "status",
        IsContested,
        "value_type",
        ("cases", admin.RelatedOnlyFieldListFilter),
        "dossier",
    )
    date_hierarchy = "changed_at"
    search_fields = ("question", "note", "slug", "cases__short_name")

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(answer_count=how_many(Assertion.objects, "question"))

    @admin.display(description="answers given")
    def answers(self, obj):
        """Links: an answer is a record of its own, with its evidence, its history and its way to the site."""
        if not obj.pk:
            return "Save the question first."
        address = reverse("admin:timeline_assertion_add")
        adding = format_html('<a href="{}?question={}">Add an answer</a>', address, obj.pk)
        rows = [
            (reverse("admin:timeline_assertion_change", args=[answer.pk]), answer, where_it_stands(answer))
            for answer in obj.assertions.all()
        ]
        return format_html_join("", '<a href="{}">{}</a> ({})<br>', rows) + adding

    @admin.display(description="answers", ordering="answer_count")
    def number_of_answers(self, obj):
        return obj.answer_count


class EvidenceFormSet(SourceRowFormSet, AnswerFormSet):
    question_of = staticmethod(lambda assertion: assertion.question if assertion.question_id else None)


class EvidenceRows(MakesSources, HangingRows, admin.StackedInline):
    model = Evidence
    formset = EvidenceFormSet
    fieldsets = [
        (None, {"fields": [("stance", "source")]}),
        (None, {"fields": ["locator", "as_stated", ("hedge", "value"), "value_party", "note"]}),
    ]


@admin.register(Assertion)
class AssertionAdmin(SourcedAdmin):
    sections = [
        (None, {"fields": ["question", "statement", "made_by_party", "made_by_source", "forum", "status"]}),
        ("The answer it gives", {"fields": [("hedge", "value"), "value_party"]}),
    ]
    inlines = [EvidenceRows]
    slug_from = ("statement",)
    list_display = (
        *("statement", "question", "maker", "status", "number_of_sources", "best_evidence", "workflow", "changed"),
    )
    list_select_related = ("question", "made_by_party", "made_by_source")
    list_filter = (*SourcedAdmin.list_filter, "status", "forum", "dossier")
    date_hierarchy = "known_since"
    search_fields = ("statement", "slug", "question__question", "made_by_party__name", "made_by_source__title")

    @admin.display(description="made by")
    def maker(self, obj):
        return obj.made_by
