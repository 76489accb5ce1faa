"""A file's bytes to the words that a reader would see; pure functions, and one that runs them apart from the site."""

from timeline.extracting.apart import extract_file
from timeline.extracting.extracted import Extracted, ExtractionProblem, refuse_too_large
from timeline.extracting.files import ENDINGS, extract, pasted

__all__ = ["ENDINGS", "Extracted", "ExtractionProblem", "extract", "extract_file", "pasted", "refuse_too_large"]
