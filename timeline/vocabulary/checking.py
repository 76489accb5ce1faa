"""What the site finds out by itself: grades of quotations, how a text is held, how grave a finding is."""

from django.db.models import IntegerChoices, TextChoices


class Grade(IntegerChoices):
    """How a quotation stands in the text held of a source; the smaller the number, the closer (DESIGN section 6)."""

    VERBATIM = 1, "Verbatim"
    TYPOGRAPHY = 2, "Typography differs"
    CASE_AND_PUNCTUATION = 3, "Case or punctuation differs"
    ELIDED = 4, "Elided"
    BRACKETED = 5, "Bracketed"
    AMBIGUOUS = 6, "Ambiguous"
    IN_ANOTHER_DOCUMENT = 7, "In another document"
    ALTERED = 8, "Altered"
    NOT_FOUND = 9, "Not found"
    NO_TEXT_HELD = 10, "No text held"

    @property
    def slug(self) -> str:
        """The grade's name in addresses and CSS classes."""
        return self.name.lower().replace("_", "-")

    @property
    def sign(self) -> str:
        """A shape beside the word, so that colour alone never tells."""
        if self == Grade.NO_TEXT_HELD:
            return "–"
        return "✓" if self.is_verified else "≠" if self.is_wrong else "?"

    @property
    def is_verified(self) -> bool:
        """Whether the words stand in the text, with no more changed than a careful quotation may change."""
        return self <= Grade.BRACKETED

    @property
    def is_wrong(self) -> bool:
        """Whether the text is held and the words do not stand in it."""
        return self in (Grade.IN_ANOTHER_DOCUMENT, Grade.ALTERED, Grade.NOT_FOUND)

    @property
    def meaning(self) -> str:
        return _GRADE_MEANINGS[self]


_GRADE_MEANINGS = {
    Grade.VERBATIM: "The words stand in the text of the source, letter for letter.",
    Grade.TYPOGRAPHY: "The same words; only quotation marks, dashes, spaces or line ends differ.",
    Grade.CASE_AND_PUNCTUATION: "The same words; capitals or punctuation differ.",
    Grade.ELIDED: "Every part stands in the text, in this order; words between them are left out.",
    Grade.BRACKETED: "The same words but for insertions in brackets.",
    Grade.AMBIGUOUS: "The words stand in more than one place of the text.",
    Grade.IN_ANOTHER_DOCUMENT: "The words do not stand in the text of this source, but in that of another.",
    Grade.ALTERED: "The text has words like these, and some of them differ.",
    Grade.NOT_FOUND: "Neither these words nor any like them stand in the text that is held.",
    Grade.NO_TEXT_HELD: "No text of the source is held in which these words could stand, so they are not checked.",
}


# What is said beside a grade where a passage of the source is held that has these words and no others.
ONLY_WORDS_HELD = "only these words held"
ONLY_WORDS_HELD_MEANING = (
    "No more of the source is held than these words, transcribed by us: nothing around them confirms them."
)


class Extraction(TextChoices):
    """How the text of a source came to be held."""

    TRANSCRIBED = "transcribed", "Transcribed by a researcher"
    PASTED = "pasted", "Pasted"
    PLAIN_TEXT = "plain_text", "Plain text file"
    MARKDOWN = "markdown", "Markdown file"
    HTML = "html", "HTML file"
    PDF = "pdf", "Text layer of a PDF"
    OCR = "ocr", "Optical character recognition"


class Level(TextChoices):
    """How grave a finding of the linter is: errors stop publication, warnings want a cure or a reason."""

    ERROR = "error", "Error"
    WARNING = "warning", "Warning"
