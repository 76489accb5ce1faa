"""The script of the lanes: gestures alone, and small."""

import gzip
from pathlib import Path

from django.conf import settings

SCRIPT = Path(settings.BASE_DIR) / "static" / "lanes.js"


def test_the_script_is_under_eight_kilobytes_compressed():
    assert len(gzip.compress(SCRIPT.read_bytes(), 9)) < 8_000


def test_the_script_draws_nothing():
    """Shapes come from the server: the script makes no element of SVG."""
    assert "createElementNS" not in SCRIPT.read_text()
