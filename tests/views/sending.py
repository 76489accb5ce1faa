"""Sends a report as a reader's browser would: the form about a record, filled in some minutes after it was opened."""

from datetime import timedelta

from django.utils import timezone

from timeline.reporting.seal import sealed

WRONG = "The amount is 38 million, not 44."


def about(record, day=""):
    """The address of the form."""
    return f"/report/?about={record._meta.model_name}/{record.slug}" + (f"&as_of={day}" if day else "")


def seal_of(record, day="", age=timedelta(minutes=5)):
    return sealed(f"{record._meta.model_name}/{record.slug}", day, timezone.now() - age)


def send(client, record, day="", *, headers=None, peer="203.0.113.7", **fields):
    """The answer to a report; a field given as None is not sent."""
    sent = {"seal": seal_of(record, day), "wrong": WRONG, "says_otherwise": "", "contact": "", "homepage": "", **fields}
    sent = {name: value for name, value in sent.items() if value is not None}
    return client.post(about(record, day), sent, headers=headers, REMOTE_ADDR=peer)
