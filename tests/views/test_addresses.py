"""Every address of the contract, on all of `fixtures/`: what each page must have whoever asks."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.views.reading import read
from timeline.filters.case_page import CasePage
from timeline.filters.party_page import PartyPage
from timeline.models import Case, Event, Filing, Party, Question, Quote, Source
from timeline.vocabulary import ValueType

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("whole_record")]

LISTS = ["/", "/cases/", "/parties/", "/quotes/", "/questions/", "/sources/", "/about/"]
RECORDS = {"event": Event, "case": Case, "filing": Filing, "party": Party, "quote": Quote, "question": Question}
RECORDS["source"] = Source
PLURALS = {"event": "events", "case": "cases", "filing": "filings", "party": "parties", "quote": "quotes"}
PLURALS |= {"question": "questions", "source": "sources"}


def some_of(model, number=3):
    """Records from the beginning, the middle and the end."""
    records = list(model.objects.public().order_by("pk"))
    return [records[len(records) * n // number] for n in range(number)]


def addresses():
    found = [*LISTS]
    for record in [record for model in RECORDS.values() for record in some_of(model)]:
        found.append(record.get_absolute_url())
        tabs = {Case: CasePage, Party: PartyPage}.get(type(record))
        found += [f"{record.get_absolute_url()}{tab}/" for tab in list(tabs.tab_labels)[1:]] if tabs else []
    for value_type in ValueType:
        questions = Question.objects.public().filter(value_type=value_type)
        found += [question.get_absolute_url() for question in questions[:2]]
    return found


def own_address(page, address):
    """The record's own where this tab stands there too."""
    shown = getattr(page.response.context.get("page"), "opening_tab", None)
    return address.removesuffix(f"{shown}/") if shown and address.count("/") > 3 else address


def test_records_stand_where_the_contract_says():
    for name, model in RECORDS.items():
        slug = some_of(model)[0].slug
        assert reverse(name, args=[slug]) == f"/{PLURALS[name]}/{slug}/"
    assert [list(page.tab_labels) for page in (CasePage, PartyPage)] == [
        ["docket", "timeline", "quotes", "contested", "sources"],
        ["timeline", "roles", "quotes", "contested"],
    ]


def test_every_page_has_one_heading_a_title_a_description_and_its_own_address(client):
    titles = {}
    for address in addresses():
        page = read(client.get(address))
        assert len(page.h1) == 1, address
        assert page.h1[0], address
        assert len(page.titles) == 1, address
        assert page.titles[0].endswith(" · AI Dispute Timeline"), address
        assert 20 < len(page.meta["description"]) < 400, address
        assert page.canonical == [f"http://testserver{own_address(page, address)}"], address
        assert page.lang == "en"
        assert "robots" not in page.meta, address
        titles.setdefault(page.titles[0], page.canonical[0])
        assert titles[page.titles[0]] == page.canonical[0], f"{address} has the title of another page"


def test_every_page_can_be_kept_by_caches_and_is_not_sent_again(client):
    for address in addresses():
        first = client.get(address)
        assert first.cookies == {}, address
        assert first.headers["ETag"], address
        vary = {name.strip() for name in first.headers["Vary"].split(",")}
        assert {"HX-Request", "HX-History-Restore-Request"} <= vary, address
        assert "Cookie" not in vary, address
        again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
        assert again.status_code == 304, address
        assert again.content == b""


def test_a_page_asked_for_packed_is_not_sent_again_either(client):
    packed = client.get("/", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    headers = {"Accept-Encoding": "gzip", "If-None-Match": packed.headers["ETag"]}
    assert client.get("/", headers=headers).status_code == 304


def test_every_page_forbids_scripts_and_frames_of_others(client):
    for address in addresses():
        response = client.get(address)
        policy = response.headers["Content-Security-Policy"]
        assert "unsafe" not in policy, address
        assert "*" not in policy
        assert "default-src 'none'" in policy
        assert "script-src 'self'" in policy
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["X-Frame-Options"] == "DENY"
        assert response.headers["Referrer-Policy"] == "same-origin"
        html = response.content.decode()
        for inline in ("style=", "<style", "onclick=", "onload=", "hx-on", "hx-vals='js:", "javascript:"):
            assert inline not in html, f"{inline} on {address}"


def test_a_query_of_the_view_is_not_part_of_the_own_address(client):
    assert read(client.get("/cases/?since=2024&as_of=2026-01-01")).canonical == ["http://testserver/cases/"]


def test_views_of_a_past_day_are_not_for_search_engines(client):
    for address in LISTS:
        assert read(client.get(f"{address}?as_of=2026-01-01")).meta["robots"] == "noindex", address


def test_an_unknown_slug_is_a_page_that_says_so(client):
    for plural in PLURALS.values():
        page = read(client.get(f"/{plural}/no-such-record/"), 404)
        assert page.h1 == ["No record stands at this address"]
        assert page.meta["robots"] == "noindex"
    assert read(client.get("/no/such/page"), 404).h1 == ["No record stands at this address"]
    assert read(client.get(f"{some_of(Case)[0].get_absolute_url()}gossip/"), 404).h1


def test_a_slash_left_out_is_added(client):
    response = client.get("/cases?since=2024")
    assert response.status_code == 301
    assert response.headers["Location"] == "/cases/?since=2024"


def test_pages_are_only_read(client):
    for address in ["/", "/cases/", some_of(Event)[0].get_absolute_url()]:
        assert client.head(address).status_code == 200
        assert client.head(address).content == b""
        assert Client(enforce_csrf_checks=True).post(address).status_code == 405, address


def test_a_case_prints_its_caption_status_with_date_judge_and_parties(client):
    case = Case.objects.get(slug="musk-v-openai-nd-cal")
    page = read(client.get(case.get_absolute_url()))
    for words in (case.caption, case.docket_number, "Yvonne Gonzalez Rogers", case.get_status_display(), "as of"):
        assert words in page.text


def test_records_that_share_a_name_do_not_share_a_title(client):
    shared = ["/cases/authors-guild-v-openai/", "/sources/aiwiki-authors-guild/", "/filings/f-nyt-complaint/"]
    shared += ["/filings/f-kadrey-complaint/", "/sources/goodinfo-2026-04-26-nstm4/"]
    shared += ["/sources/dailyglimpse-2026-04-24-embassy/"]
    assert len({read(client.get(address)).titles[0] for address in shared}) == len(shared)


def test_what_others_show_of_a_link_is_said_on_every_page(client):
    for address in addresses():
        page = read(client.get(address))
        assert len(page.html.split('property="og:description" content="')) == 2, address
        is_record = address.count("/") > 2
        assert page.meta["og:type"] == ("article" if is_record else "website"), address


def test_a_head_carries_the_etag_of_its_get(client):
    for address in ["/", "/cases/", some_of(Event)[0].get_absolute_url()]:
        etag = client.get(address).headers["ETag"]
        head = client.head(address)
        assert (head.status_code, head.headers["ETag"], head.content) == (200, etag, b"")
        assert client.head(address, headers={"If-None-Match": etag}).status_code == 304
