"""When two addresses are of one page."""

import re

_AROUND = re.compile(r"^\s*(?:https?://)?(?:www\.)?|#.*$", re.IGNORECASE)
# What says where a reader came from, and not what the page is.
_TRACKING = re.compile(r"(?<=[?&])(?:utm_[^&=]*|fbclid|gclid|mc_cid|mc_eid|igshid)(?:=[^&]*)?(?:&|$)", re.IGNORECASE)
_HOST = re.compile(r"^[^/?#]*")
_DEFAULT_PORT = re.compile(r":(?:80|443)$")


def bare_address(url: str) -> str:
    """Without scheme, www, tracking, fragment and last slash, the host in small letters: one text for one page."""
    bare = _TRACKING.sub("", _AROUND.sub("", url)).rstrip("?&/ ")
    return _HOST.sub(lambda host: _DEFAULT_PORT.sub("", host[0].casefold()), bare, count=1)
