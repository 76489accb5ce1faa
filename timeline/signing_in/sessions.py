"""Sessions that know whose they are, end when nobody uses them or after some days, and can be ended from elsewhere."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

from django.conf import settings
from django.contrib.auth import SESSION_KEY, get_user_model
from django.contrib.sessions.backends import db
from django.utils import timezone

from timeline.models import DeskSession
from timeline.signing_in.client import address_of, device_of

# Who works is not written down with every page.
_SEEN_AGAIN_AFTER = timedelta(minutes=5)


class SessionStore(db.SessionStore):
    """Django's sessions in the database; `SESSION_ENGINE` names this module."""

    @classmethod
    def get_model_class(cls):
        return DeskSession

    @classmethod
    def clear_expired(cls):
        over = DeskSession.objects.filter(expire_date__lt=timezone.now())
        if over.exists():
            over.delete()

    def create_model_instance(self, data):
        now = timezone.now()
        if SESSION_KEY in data:
            data.setdefault("started_at", now.timestamp())
            data.setdefault("seen_at", now.timestamp())
        row = cast(DeskSession, super().create_model_instance(data))
        row.user_id = get_user_model()._meta.pk.to_python(data[SESSION_KEY]) if SESSION_KEY in data else None
        row.started_at = _moment(data.get("started_at"), now)
        row.seen_at = _moment(data.get("seen_at"), now)
        row.device, row.address = data.get("device", ""), data.get("address")
        row.expire_date = min(row.expire_date, row.started_at + timedelta(seconds=settings.SESSION_LASTS_AT_MOST))
        return row


@dataclass(frozen=True)
class Session:
    """One of a user's own, as its page shows it. `id` is no key: with it nobody gets in."""

    id: str
    started_at: datetime
    seen_at: datetime
    device: str
    address: str | None
    is_this_one: bool


def see(request) -> None:
    """Somebody asks for a page of the desk: the session lives on, and says where it was last used."""
    if timezone.now().timestamp() - request.session.get("seen_at", 0) > _SEEN_AGAIN_AFTER.total_seconds():
        tell_where(request)


def tell_where(request) -> None:
    """Writes down when and where this session is used."""
    now = timezone.now().timestamp()
    request.session.update({"seen_at": now, "device": device_of(request), "address": address_of(request)})


def sessions_of(user, request) -> list[Session]:
    """Those that still let this user in, the last used first."""
    rows = DeskSession.objects.filter(user=user, expire_date__gt=timezone.now()).order_by("-seen_at")
    return [
        Session(
            _id(row.session_key),
            row.started_at,
            row.seen_at,
            row.device,
            row.address,
            row.session_key == request.session.session_key,
        )
        for row in rows
    ]


def end_sessions(user, *, but: str | None = None, only: str | None = None) -> int:
    """Ends all sessions of this user; but not the one with the key `but`, or `only` the one with that id."""
    rows = DeskSession.objects.filter(user=user)
    keys = [key for key in rows.values_list("session_key", flat=True) if key != but and only in (None, _id(key))]
    count, _ = rows.filter(pk__in=keys).delete()
    return count


def _id(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()[:16]


def _moment(seconds: float | None, now: datetime) -> datetime:
    return datetime.fromtimestamp(seconds, tz=now.tzinfo) if seconds else now
