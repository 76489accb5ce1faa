"""Rules for new passwords that Django does not bring."""

from itertools import pairwise

from django.core.exceptions import ValidationError

LONGEST = 1000


class NotTooLong:
    """No longer than what the form for signing in takes."""

    def validate(self, password, user=None):
        if len(password) > LONGEST:
            raise ValidationError(f"This password is too long: at most {LONGEST:,} characters.", code="too_long")

    def get_help_text(self):
        return f"Your password can have up to {LONGEST:,} characters: four or five words in a row are a good one."


class NotUniform:
    """ "aaaaaaaaaaaa", "123456789012" and "passwordpassword" have twelve characters, and are guessed first."""

    def validate(self, password, user=None):
        signs = password.casefold()
        steps = {ord(after) - ord(before) for before, after in pairwise(signs)}
        # What is repeated from its beginning to its end is found again in the middle of itself written twice.
        is_repeated = signs in (signs + signs)[1:-1]
        if len(set(signs)) < 5 or len(steps) == 1 or signs.isdigit() or is_repeated:
            raise ValidationError(
                "This password is too uniform: use more than digits, one word or a few characters.",
                code="too_uniform",
            )

    def get_help_text(self):
        return "Your password can’t be digits only, a word or a sign repeated, or a row such as “abcdefghijkl”."
