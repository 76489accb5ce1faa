"""Whom a request comes from, as far as the proxies in front can be believed."""

from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings

# What one household or one server is given of IPv6: whoever has one address of it has all of them.
_IPV6_PREFIX = 64


def client_address(request) -> str:
    """The client's IP address in its usual spelling; "" where the server knows none, as behind a UNIX socket.

    `TRUSTED_PROXIES` says how many proxies stand in front. Each of them adds to the right of X-Forwarded-For whom it
    was called by, so that whatever a client wrote there itself stands further left and is not believed.
    """
    peer = _read(request.META.get("REMOTE_ADDR", ""))
    entries = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")[-settings.TRUSTED_PROXIES :]
    return _read(entries[0]) or peer if settings.TRUSTED_PROXIES else peer


def client_network(request) -> str:
    """What a limit counts by: the address, or of an IPv6 address the network that its owner can choose others from."""
    address = client_address(request)
    return str(ip_network((address, _IPV6_PREFIX), strict=False)) if ":" in address else address


def _read(text: str) -> str:
    """An address as the proxies write it, some with a port; "" if it is none."""
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return ""
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return str(mapped or address)
