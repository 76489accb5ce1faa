"""Held texts: added by researchers from words or files, revision by revision, and never changed."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.admin.posting import address, errors, filled_in, messages, send, shown
from tests.extracting.pdfs import locked, pdf
from tests.making import make_quote, make_source, make_text
from timeline.models import QuoteCheck, SourceText
from timeline.vocabulary import Extraction, Grade

pytestmark = pytest.mark.django_db
ADD = address(SourceText, "add")
LONG = "It is so ordered. " * 20


def upload(name, data):
    return SimpleUploadedFile(name, data)


def add(client, source, **values):
    """What the form complains of; "" when the text was added."""
    return errors(send(client, ADD, source=source.pk, **values))


def test_a_researcher_adds_a_short_passage_as_transcribed(researcher):
    source = make_source()
    assert add(researcher, source, locator=" p. 3 ", pasted="  “So,”\r\nhe said.\r\n") == ""
    text = SourceText.objects.get()
    assert (text.source, text.locator, text.revision, text.text) == (source, "p. 3", 1, "“So,”\nhe said.")
    assert (text.extraction, text.added_by) == (Extraction.TRANSCRIBED, "researcher")


def test_a_longer_text_is_pasted_and_stays_out_of_the_dossier(researcher):
    assert add(researcher, make_source(), pasted="x" * 300) == ""
    assert add(researcher, make_source(), pasted="x" * 301) == ""
    assert [text.extraction for text in SourceText.objects.order_by("id")] == ["transcribed", "pasted"]
    assert SourceText.objects.in_dossier().count() == 1


@pytest.mark.parametrize(
    ("name", "data", "extraction"),
    [
        ("a.txt", LONG.encode(), Extraction.PLAIN_TEXT),
        ("a.md", f"# Order\n\n{LONG}".encode(), Extraction.MARKDOWN),
        ("a.html", f"<p>{LONG}".encode(), Extraction.HTML),
        ("a.PDF", pdf(LONG), Extraction.PDF),
    ],
)
def test_a_file_of_each_kind_is_read(researcher, name, data, extraction):
    assert add(researcher, make_source(), file=upload(name, data)) == ""
    text = SourceText.objects.get()
    assert "It is so ordered." in text.text
    assert text.extraction == extraction


def test_the_pages_of_a_pdf_become_pin_cites(researcher):
    source = make_source()
    quote = make_quote("It is so ordered.", sources=[source])
    response = send(researcher, ADD, source=source.pk, file=upload("a.pdf", pdf("First.", "", "It is so ordered.")))
    text, check = SourceText.objects.get(), QuoteCheck.objects.get(quote=quote)
    assert text.page_map == [[0, "p. 1"], [7, "p. 3"]]
    assert (check.grade, check.places[0]["locator"]) == (Grade.VERBATIM, "p. 3")
    told = messages(researcher.get(response.url))
    assert "Without text: page 2" in told
    assert "quotations of this source</a>, 1." in told
    page = researcher.get(address(text, "change")).text
    assert "<h3>p. 3</h3><div>It is so ordered.</div>" in page


def test_what_a_machine_read_off_a_picture_is_marked_so(researcher):
    assert add(researcher, make_source(), file=upload("a.txt", b"It is so"), is_recognised="on") == ""
    assert add(researcher, make_source(), pasted="It is so", is_recognised="on") == ""
    assert {text.extraction for text in SourceText.objects.all()} == {Extraction.OCR}


def test_the_same_source_and_place_make_the_next_revision(researcher):
    source = make_source()
    for words in ("First", "Second", "First"):
        assert add(researcher, source, locator="p. 1", pasted=words) == ""
    assert add(researcher, source, pasted="Elsewhere") == ""
    texts = SourceText.objects.order_by("id").values_list("locator", "revision", "text")
    assert [*texts] == [
        *[("p. 1", 1, "First"), ("p. 1", 2, "Second"), ("p. 1", 3, "First"), ("passage 1", 1, "Elsewhere")],
    ]


def test_the_same_words_again_are_not_saved(researcher):
    source = make_source()
    add(researcher, source, pasted="One\r\ntwo")
    complaint = "These words are held already, as passage 1, revision 1. Nothing was saved."
    assert add(researcher, source, pasted="One\ntwo\n") == complaint
    assert add(researcher, source, file=upload("a.txt", b"One\rtwo")) == complaint
    assert SourceText.objects.count() == 1


def test_a_passage_without_a_locator_is_one_more_and_never_a_newer_reading_of_the_whole_text(researcher):
    source = make_source()
    quote = make_quote(LONG, [source])
    assert add(researcher, source, pasted=LONG) == ""
    for words in ("One passage", "Another passage"):
        assert add(researcher, source, pasted=words) == ""
    assert [row.locator for row in SourceText.objects.current().order_by("id")] == ["", "passage 1", "passage 2"]
    assert quote.checks.get().grade_shown == Grade.VERBATIM
    assert add(researcher, source, pasted=f"{LONG} And more.") == ""
    assert SourceText.objects.current().get(locator="").revision == 2


def test_a_text_much_shorter_than_the_whole_one_does_not_take_its_place_unasked(researcher):
    source = make_source()
    quote = make_quote("It is so ordered.", [source])
    assert add(researcher, source, pasted=f"Order. {LONG}") == ""
    short = {"file": upload("a.txt", b"The court rose at noon that Tuesday.")}
    told = "This text has 36 characters, and the whole text, revision 1 that is held has 366."
    for values in (short, {"pasted": "Part of it.", "is_recognised": "on"}):
        assert "give its locator" in add(researcher, source, **values)
    assert told in add(researcher, source, file=upload("a.txt", b"The court rose at noon that Tuesday."))
    assert [row.text[:6] for row in SourceText.objects.all()] == ["Order."]
    assert quote.checks.get().grade == Grade.AMBIGUOUS


@pytest.mark.parametrize(
    ("said", "expected"), [({"locator": "p. 9"}, [("", 1), ("p. 9", 1)]), ({"is_short": "on"}, [("", 1), ("", 2)])]
)
def test_the_researcher_says_whether_a_short_text_is_a_passage_or_the_whole(researcher, said, expected):
    source = make_source()
    add(researcher, source, pasted=LONG)
    assert add(researcher, source, file=upload("a.txt", b"The court rose."), **said) == ""
    assert [*SourceText.objects.order_by("id").values_list("locator", "revision")] == expected


def test_a_text_shorter_than_a_passage_of_it_is_not_the_whole(researcher):
    source = make_source()
    add(researcher, source, pasted="The court rose at noon.")
    assert "passage 1, revision 1 that is held has 23" in add(researcher, source, file=upload("a.txt", b"At noon"))
    assert add(researcher, source, file=upload("a.txt", b"The court rose at noon. All left.")) == ""
    assert add(researcher, source, file=upload("a.txt", b"The court rose at noon. Left.")) == ""


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({}, "one of the two"),
        ({"pasted": "So", "file": upload("a.txt", b"So")}, "one of the two"),
        ({"pasted": " \n "}, "one of the two"),
        ({"pasted": "a\0b"}, "Null characters are not allowed"),
        ({"pasted": "a\x93b"}, "U+0093"),
        ({"pasted": "... ---"}, "It holds no words"),
        ({"pasted": "x" * 500_001}, "at most 500000 characters"),
        ({"pasted": "x" * 3_000_000}, "at most 500000 characters"),
        ({"pasted": "So", "locator": "p\0"}, "Null characters are not allowed"),
        ({"pasted": "So", "locator": "p" * 81}, "at most 80 characters"),
        ({"file": upload("a.docx", b"So")}, "Only .txt, .md, .html and .pdf files are read"),
        ({"file": upload("a.txt", b"")}, "The submitted file is empty"),
        ({"file": upload("a.txt", b"a" * 10_000_001)}, "larger than 10 MB"),
        ({"file": upload("a.txt", b"a" * 5_000_001)}, "longer than 5 MB"),
        ({"file": upload("a.pdf", pdf("", ""))}, "no text layer"),
        ({"file": upload("a.pdf", locked(pdf("So.")))}, "locked"),
        ({"file": upload("a.pdf", b"%PDF-1.4 \0")}, "broken"),
        ({"file": upload("\x01../../a.pdf\n", b"\0")}, "no PDF"),
    ],
)
def test_what_cannot_be_held_is_refused_with_a_reason(researcher, values, message):
    assert message in add(researcher, make_source(), **values)
    assert not SourceText.objects.exists()


@pytest.mark.parametrize("key", ["", "abc", "\0", str(10**20), "-1"])
def test_a_text_is_of_some_source(researcher, key):
    assert errors(send(researcher, ADD, source=key, pasted="So")) != ""
    assert researcher.get(ADD, {"source": key}).status_code == 200


def test_the_page_of_a_source_lists_its_texts_and_leads_to_more(researcher):
    source = make_source()
    text = SourceText.objects.create(
        source=source, locator="p. 3", text="w" * 1234, extraction="pasted", added_by="Ann"
    )
    page = researcher.get(address(source, "change")).text
    for words in ("Read p. 3", "1,234", "by Ann", text.sha256[:12], f"{ADD}?source={source.pk}"):
        assert words in page
    assert "w" * 1234 not in page
    assert "w" * 1234 in researcher.get(address(text, "change")).text
    assert errors(send(researcher, address(source, "change"), title="Another")) == ""


def test_the_lists_do_not_fetch_the_texts(researcher, django_assert_max_num_queries):
    source = make_source()
    for number in range(20):
        SourceText.objects.create(source=source, locator=f"p. {number}", text="long " * 100, extraction="pasted")
    for url in (address(SourceText), address(source, "change")):
        with django_assert_max_num_queries(18) as queries:
            assert researcher.get(url).status_code == 200
        assert not [query for query in queries.captured_queries if '"timeline_sourcetext"."text",' in query["sql"]]


def test_nobody_changes_a_held_text_and_only_an_administrator_deletes_one(sign_in):
    text = SourceText.objects.create(source=make_source(), text="As it was", extraction="pasted")
    for group in ("researcher", "reviewer", "administrator"):
        client = sign_in(group)
        assert client.post(address(text, "change"), {"pasted": "Other"}).status_code == 403
        response = client.post(address(text, "delete"), {"post": "yes", "why": "So."})
        assert response.status_code == (302 if group == "administrator" else 403)
    assert not SourceText.objects.exists()


def test_a_held_text_is_read_by_those_at_the_desk_alone(client, django_user_model):
    text = SourceText.objects.create(source=make_source(), text="As it was", extraction="pasted")
    assert client.get(address(text, "change")).status_code == 302
    client.force_login(django_user_model.objects.create_user("bare", is_staff=True))
    assert client.get(address(text, "change")).status_code == 403
    assert client.post(ADD, {"source": text.source_id, "pasted": "So"}).status_code == 403


def test_markup_in_a_held_text_is_shown_as_it_is(researcher):
    text = SourceText.objects.create(source=make_source(), text="<script>alert(1)</script>", extraction="pasted")
    page = researcher.get(address(text, "change")).text
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert(1)" not in page


@pytest.mark.parametrize("name", ["TOTAL_FORMS", "INITIAL_FORMS"])
@pytest.mark.parametrize("number", ["0", "3", "99"])
def test_held_texts_are_shown_as_they_are_whatever_a_tampered_form_says_of_their_number(researcher, name, number):
    source = make_text("Words.").source
    data = filled_in(shown(researcher, address(source, "change")), {}) | {f"texts-{name}": number, "title": ""}
    response = researcher.post(address(source, "change"), data)
    assert response.status_code == 200
    assert errors(response)
    assert source.texts.count() == 1
    assert researcher.post(address(source, "change"), data | {"title": "New"}).status_code == 302
    assert source.texts.count() == 1
