"""Passwords that are guessed first are refused, and none that cannot be used is taken."""

import pytest
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError


@pytest.mark.parametrize(
    "password",
    [
        "short",
        "eleven-char",
        "aaaaaaaaaaaaaaa",
        "abababababababab",
        "passwordpassword",
        "Secret-Secret-Secret-",
        "abcdefghijklmnop",
        "ponmlkjihgfedcba",
        "1234567890123456",
        "8412097365021874",
        "١٢٣٤٥٦٧٨٩٠١٢٣",
        "ada.lovelace1",
        "correct horse" * 100,
    ],
)
def test_a_password_that_is_guessed_first_is_refused(password):
    with pytest.raises(ValidationError):
        validate_password(password, User(username="ada.lovelace"))


@pytest.mark.parametrize(
    "password", ["correct horse battery", "Kz7#qLw9!vTb", "überraschend lang", "木漏れ日と焼き芋の秋の午後"]
)
def test_a_good_password_is_taken(password):
    validate_password(password, User(username="ada.lovelace"))
