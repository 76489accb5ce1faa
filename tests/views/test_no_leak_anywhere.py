"""Every address, asked by everybody: what is not published stands nowhere but at the desk.

The matrix: four who ask × every public address that there is, found by following every link from the front page, and
those of the hidden records themselves. What is hidden are drafts, records in review, withdrawn records, and changes
that wait, of every kind of record.
"""

import re
from datetime import UTC, datetime
from html import unescape
from urllib.parse import urldefrag, urlsplit

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from tests.making import (
    make_assertion,
    make_case,
    make_event,
    make_filing,
    make_party,
    make_question,
    make_quote,
    make_source,
)
from timeline.admin import steps
from timeline.history.keeping import Hand, keep, keep_all, state_of
from timeline.models import EventReference
from timeline.models.record import Record
from timeline.search.index import index
from timeline.vocabulary import Step, Workflow

pytestmark = pytest.mark.django_db
HIDDEN = "zzleak"
TODAY = datetime.now(UTC).date().isoformat()
# The field in which each kind carries the word that must stand nowhere.
WORDED = {
    "source": (make_source, "title"),
    "party": (make_party, "name"),
    "case": (make_case, "short_name"),
    "filing": (make_filing, "title"),
    "event": (make_event, "title"),
    "quote": (make_quote, "text"),
    "question": (make_question, "question"),
    "assertion": (make_assertion, "statement"),
}
ALSO = [
    "/?q=zzleak",
    "/search/?q=zzleak",
    "/lanes/?lanes=party",
    "/lanes/?lanes=use",
    f"/?as_of={TODAY}",
    "/robots.txt",
]


def make_hidden(kind, workflow):
    make, name = WORDED[kind]
    words = f"{HIDDEN} {kind}?" if kind == "question" else f"{HIDDEN} {kind}"
    record = make(**{name: words, "slug": f"{HIDDEN}-{kind}-{workflow}".replace("_", "-"), "workflow": workflow})
    keep(record, Step.WRITTEN, Hand(name="test"))
    index(type(record), [record.pk])
    return record


def make_pending(kind):
    """A published record with a change that readers do not see."""
    make, name = WORDED[kind]
    record = make(slug=f"seen-{kind}")
    content, _ = state_of(record)
    key = {"short_name": "name"}.get(name, name)
    keep(record, Step.IMPORTED, Hand(name="test"))
    changed = {**content, key: f"{HIDDEN} {content[key]}"}
    keep_all(type(record), {record.slug: (changed, Workflow.IN_REVIEW)}, Step.SUBMITTED, Hand(name="test"))
    index(type(record), [record.pk])
    return record


@pytest.fixture
def record():
    """A public record, among which the hidden ones are named wherever one can be."""
    hidden = [make_hidden(kind, state) for kind in WORDED for state in (Workflow.DRAFT, Workflow.IN_REVIEW)]
    shown = [make_pending(kind) for kind in WORDED]
    named = {type(one)._meta.model_name: one for one in hidden}
    event = next(one for one in shown if one._meta.model_name == "event")
    event.cases.add(named["case"], next(one for one in shown if one._meta.model_name == "case"))
    event.parties.add(named["party"], next(one for one in shown if one._meta.model_name == "party"))
    EventReference.objects.create(event=event, source=named["source"])
    for kind in ("event", "quote", "filing", "party"):
        gone = make_hidden(kind, Workflow.PUBLISHED)
        steps.withdraw(gone, Hand(name="test", why="It was wrong."))
        hidden.append(gone)
    return shown, hidden


@pytest.fixture(params=["anonymous", "researcher", "reviewer", "administrator"])
def reader(request, django_user_model):
    client = Client()
    if request.param != "anonymous":
        user = django_user_model.objects.create_user(request.param, is_staff=True)
        user.groups.add(Group.objects.get(name=request.param))
        client.force_login(user)
    return client


def links_in(text):
    found = re.findall(r'(?:href|action|hx-get)="([^"]+)"', text) + re.findall(r"<loc>([^<]+)</loc>", text)
    for link in map(unescape, found):
        place = urlsplit(urldefrag(link)[0])
        if (
            place.netloc in ("", "testserver")
            and place.path.startswith("/")
            and not place.path.startswith(("/admin", "/static"))
        ):
            yield place.path + (f"?{place.query}" if place.query else "")


def walk(client, starts):
    """address → the answer, of every address that can be reached."""
    answers, waiting = {}, [*starts]
    while waiting:
        address = waiting.pop()
        # Filters lead to ever more filters: of each page one step beyond its own address is enough.
        if address in answers or address.count("&") > 1:
            continue
        answers[address] = client.get(address)
        if answers[address].status_code == 200 and "?" not in address:
            waiting += links_in(answers[address].text)
    return answers


def own_addresses(records):
    for one in records:
        address = one.get_absolute_url().partition("#")[0] if isinstance(one, Record) else ""
        if one._meta.model_name == "assertion":
            yield f"/answers/{one.slug}/"  # which leads to its question
            continue
        yield from (address, f"{address}history/", f"{address}@1/", f"{address}@2/", f"{address}?as_recorded={TODAY}")


def test_what_is_not_published_stands_on_no_page_whoever_asks(record, reader):
    shown, hidden = record
    own = {address for address in own_addresses(hidden) if HIDDEN in address}
    answers = walk(reader, ["/", *ALSO, *own_addresses(shown), "/sitemap.xml", "/corrections/feed.atom"])
    assert len(answers) > 150
    told = {address for address, answer in answers.items() if "corrections" in address}
    for address, answer in answers.items():
        text = (
            answer.text.replace("q=zzleak", "").replace('value="zzleak"', "") if "q=zzleak" in address else answer.text
        )
        if address in told:
            # A withdrawal tells title and address of what was withdrawn, and no more.
            text = re.sub(rf"{HIDDEN}( (event|quote|filing|party)|-[a-z]+-published)", "", text)
        elif "q=zzleak" in address:
            text = re.sub(r"[“\"]?zzleak[”\"]?", "", text) if not re.search(rf"{HIDDEN}[- ]\w", text) else text
        assert HIDDEN not in text, address
    for address in own:
        answer = reader.get(address)
        assert answer.status_code in (404, 410), address
        assert f"{HIDDEN} " not in answer.text, address


def test_writing_what_readers_do_not_see_changes_no_page_and_no_etag(record, client):
    shown, hidden = record
    addresses = ["/", "/cases/", "/parties/", "/quotes/", "/questions/", "/sources/", "/about/", "/sitemap.xml"]
    addresses += [one.get_absolute_url().partition("#")[0] for one in shown]
    before = {address: (client.get(address).headers.get("ETag"), client.get(address).content) for address in addresses}
    for one in hidden:
        if one.workflow == Workflow.DRAFT:
            steps.submit(one, Hand(name="test"))
        make_hidden_again(one)
    after = {address: (client.get(address).headers.get("ETag"), client.get(address).content) for address in addresses}
    assert before == after


def make_hidden_again(one):
    content, _ = state_of(one)
    keep_all(type(one), {one.slug: ({**content, "dossier": "other"}, one.workflow)}, Step.WRITTEN, Hand(name="test"))
