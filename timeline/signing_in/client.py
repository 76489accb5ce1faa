"""Who asks, as the audit list and the throttle know it: an address where one can be told, and a browser."""

from ipaddress import ip_address

from django.conf import settings

from timeline.client_address import client_address

# The first whose sign stands in the header; most browsers name others beside themselves.
_BROWSERS = {"Edg": "Edge", "OPR": "Opera", "Firefox": "Firefox", "FxiOS": "Firefox", "Chrom": "Chrome"}
_BROWSERS |= {"CriOS": "Chrome", "Safari": "Safari"}
_SYSTEMS = {"Android": "Android", "iPhone": "iPhone", "iPad": "iPad", "Windows": "Windows", "Mac OS": "macOS"}
_SYSTEMS |= {"CrOS": "ChromeOS", "Linux": "Linux"}


def address_of(request) -> str | None:
    """None where it can be anybody's: behind a proxy on this machine that `TRUSTED_PROXIES` does not tell of."""
    address = client_address(request)
    is_forwarded = not settings.TRUSTED_PROXIES and "HTTP_X_FORWARDED_FOR" in request.META
    if not address or (is_forwarded and ip_address(address).is_loopback):
        return None
    return address


def device_of(request) -> str:
    """As "Firefox on Linux": no more precise than a person needs, and empty where the browser does not say."""
    agent = request.META.get("HTTP_USER_AGENT", "")[:400]
    named = [next((name for sign, name in names.items() if sign in agent), "") for names in (_BROWSERS, _SYSTEMS)]
    return " on ".join(filter(None, named))
