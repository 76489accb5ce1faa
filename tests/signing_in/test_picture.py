"""The picture that an authenticator app reads is the code of its key, square by square."""

import re

import pyotp
import pytest
import segno

from tests.signing_in.signing import sign_in
from timeline.signing_in.second_factor import ISSUER

pytestmark = pytest.mark.django_db


def test_the_picture_on_the_page_is_the_code_of_the_key_beside_it(client, ada):
    sign_in(client)
    page = client.get("/admin/account/second-factor/").text
    key = re.search(r'class="secret">([A-Z2-7]{32})<', page)[1]
    address = pyotp.TOTP(key).provisioning_uri(name=ada.get_username(), issuer_name=ISSUER)
    drawn = re.search(r'fill="#000" d="([^"]*)"', page)[1]
    runs = [tuple(map(int, run)) for run in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", drawn)]
    dark = {(x + step, y) for x, y, length in runs for step in range(length)}
    rows = segno.make_qr(address, error="m").matrix_iter()
    assert dark == {(x, y) for y, row in enumerate(rows) for x, is_dark in enumerate(row) if is_dark}
