"""The form that adds a text: pasted words or a file, made the next revision of what is held."""

from itertools import count

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import ValidationError
from django.db.models.functions import Length

from timeline.extracting import ENDINGS, Extracted, ExtractionProblem, extract_file, pasted, refuse_too_large
from timeline.models import SourceText
from timeline.models.source_text import LONGEST_PASSAGE, digest_of
from timeline.vocabulary import Extraction

# More than a form may send; a file may be larger.
_MOST_PASTED = 500_000


def read_upload(file) -> Extracted | ExtractionProblem | None:
    """The words of an uploaded file, or what is wrong with it; None without a file."""
    if not file:
        return None
    try:
        refuse_too_large(file.size)
        return extract_file(file.name, file.read())
    except ExtractionProblem as problem:
        return problem


class HeldTextForm(forms.ModelForm):
    # What came of the file, which is read before the form.
    upload: Extracted | ExtractionProblem | None = None

    pasted = forms.CharField(
        label="Text",
        required=False,
        strip=False,
        max_length=_MOST_PASTED,
        widget=AdminTextareaWidget(attrs={"rows": 12}),
        help_text=f"The words exactly as the document prints them. Up to {LONGEST_PASSAGE} characters count as a "
        "passage transcribed by hand, which the public dossier carries; longer texts stay at the desk. "
        "A passage without a locator is numbered.",
    )
    file = forms.FileField(
        required=False,
        widget=forms.FileInput(attrs={"accept": ",".join(ENDINGS)}),
        help_text="Text, Markdown, HTML, or a PDF with a text layer; at most 10 MB. Its pages become pin cites.",
    )
    is_recognised = forms.BooleanField(
        label="Optical recognition",
        required=False,
        help_text="A machine has read the letters off a picture (OCR), so letters that look alike may be confused.",
    )

    is_short = forms.BooleanField(
        label="The whole text, short as it is",
        required=False,
        help_text="Tick this for a text without a locator that is much shorter than what is held of the source, "
        "and yet the whole document: it takes the place of the whole text and overrules the passages.",
    )

    why = forms.CharField(
        label="Why",
        max_length=500,
        required=False,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text="What it was read for, in a sentence; kept in the history of the source.",
    )

    class Meta:
        model = SourceText
        fields = ("source", "locator")

    def clean(self):
        cleaned = super().clean()
        if not {"pasted", "file"} & set(self.errors):
            got = self._got()
            self.instance.text = got.text
            self.instance.page_map = [list(pair) for pair in got.page_map]
            self.instance.extraction = self._extraction(got)
            self.remarks = got.remarks
            if cleaned.get("source"):
                self._place(cleaned["source"])
        return cleaned

    def _got(self) -> Extracted:
        words, file = self.cleaned_data.get("pasted", ""), self.cleaned_data.get("file")
        if bool(words.strip()) == bool(file):
            raise ValidationError("Paste the text or choose a file: one of the two.")
        try:
            got = self.upload if file else pasted(words)
        except ExtractionProblem as problem:
            raise ValidationError({"pasted": str(problem)}) from None
        if isinstance(got, Extracted):
            return got
        raise ValidationError({"file": str(got)})

    def _extraction(self, got: Extracted) -> Extraction:
        if self.cleaned_data.get("is_recognised"):
            return Extraction.OCR
        is_passage = got.extraction == Extraction.PASTED and len(got.text) <= LONGEST_PASSAGE
        return Extraction.TRANSCRIBED if is_passage else got.extraction

    def _place(self, source) -> None:
        """Make it the next revision of what stands there; a passage without a place is one more. No words twice."""
        held = SourceText.objects.filter(source=source)
        if same := held.current().filter(sha256=digest_of(self.instance.text)).first():
            raise ValidationError(f"These words are held already, as {_told(same)}. Nothing was saved.")
        is_passage = self.instance.extraction == Extraction.TRANSCRIBED
        locator = self.cleaned_data.get("locator") or (_next_passage(held) if is_passage else "")
        self.cleaned_data["locator"] = locator
        if not locator and not self.cleaned_data.get("is_short"):
            self._refuse_too_short(held.current())
        newest = held.filter(locator=locator).order_by("-revision").values_list("revision", flat=True).first()
        self.instance.revision = (newest or 0) + 1

    def _refuse_too_short(self, held) -> None:
        """A part of a document must not pass for the whole of it, which would then lack every other word."""
        length = len(self.instance.text)
        for row in held.annotate(length=Length("text")).defer("text", "page_map").order_by("-length"):
            # A whole text may lose its running heads, and no passage is longer than the whole.
            least = row.length / 2 if row.is_whole else row.length
            if length < least:
                raise ValidationError(
                    f"This text has {length:,} characters, and {_told(row)} that is held has {row.length:,}. "
                    "If it is a passage, give its locator, if only “passage 1”; if it is the whole document, "
                    "tick “The whole text, short as it is”. Nothing was saved."
                )


def _next_passage(held) -> str:
    taken = set(held.values_list("locator", flat=True))
    return next(name for number in count(1) if (name := f"passage {number}") not in taken)


def _told(row: SourceText) -> str:
    return f"{row.locator or 'the whole text'}, revision {row.revision}"
