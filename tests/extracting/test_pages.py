"""HTML and Markdown: the words that a reader sees, in lines as he sees them."""

import pytest

from timeline.extracting import ExtractionProblem, extract
from timeline.vocabulary import Extraction

DECLARED = '<meta charset="{}"><p>“Naïve”, said K.</p>'


def html(source, codec="utf-8"):
    return extract(Extraction.HTML, source if isinstance(source, bytes) else source.encode(codec))


def markdown(source):
    return extract(Extraction.MARKDOWN, source.encode())


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<h1>Order</h1>\n<p>It  is\nso <em>ordered</em>.</p><p>Signed", "Order\nIt is so ordered.\nSigned"),
        ("one<br>two<div>three<div>four</div></div>five", "one\ntwo\nthree\nfour\nfive"),
        ("<ul><li>a<li>b</ul><table><tr><td>1<td>2<tr><td>3</table>", "a\nb\n1 2\n3"),
        ("<pre>1  first\n2  second</pre>", "1 first\n2 second"),
        ("in<b>divis</b>ible &amp;lt; &#147;so&#148;", "indivisible &lt; “so”"),
        ("<p>a<!-- <p>not so --></p><p><![CDATA[nor so]]>b", "a\nb"),
    ],
)
def test_blocks_begin_lines_and_nothing_else_does(source, text):
    assert html(source).text == text


def test_what_a_reader_does_not_see_is_not_there():
    unseen = "<title>t</title><script>s</script><style>c</style><noscript>n</noscript><template>m</template>"
    hidden = "<p hidden>h</p><p style='color: red; Display : none'>d</p><svg><text>v</text></svg>"
    assert html(f"<html><head>{unseen}</head><body>{unseen}{hidden}Seen").text == "Seen"


@pytest.mark.parametrize(
    ("declared", "codec"),
    [("utf-8", "utf-8"), ("UTF8", "utf-8"), ("windows-1252", "cp1252"), ("iso-8859-1", "cp1252"), ("ascii", "cp1252")],
)
def test_a_page_is_read_in_the_encoding_it_declares(declared, codec):
    got = html(DECLARED.format(declared), codec)
    assert (got.text, got.remarks) == ("“Naïve”, said K.", ())
    assert html('<meta charset="koi8-r"><p>Суд</p>', "koi8-r").text == "Суд"


def test_a_page_that_declares_one_encoding_and_is_in_another_is_told_or_refused():
    got = html(DECLARED.format("windows-1252"))
    assert (got.text, len(got.remarks)) == ("“Naïve”, said K.", 1)
    with pytest.raises(ExtractionProblem, match="It is not utf-8, at byte"):
        html(DECLARED.format("utf-8"), "cp1252")


@pytest.mark.parametrize("name", ["no-such", "rot13", "zlib", "idna", "unicode_escape", "", "utf-8\0", "x" * 900])
def test_an_encoding_that_no_page_may_declare_is_refused_or_not_seen(name):
    try:
        assert "K." in html(f'<meta charset="{name}"><p>K.</p>').text
    except ExtractionProblem as problem:
        assert "save it" in str(problem) or "NUL" in str(problem)  # noqa: PT017


def test_characters_that_are_spelled_by_number_are_held_to_the_same_rules():
    assert html("<p>a&#30;&#0;&#xd800;b</p>").text.replace("\n", "") == "a��b"


def test_a_page_of_scripts_alone_holds_no_words():
    with pytest.raises(ExtractionProblem, match="It holds no words"):
        html("<html><head><title>Loading</title></head><body><script>app()</script></body></html>")


def test_a_page_may_nest_deeper_than_python_does():
    assert html("<div>" * 5000 + "deep").text == "deep"


def test_markdown_is_read_as_its_page_would_be():
    source = (
        "# Order\n\nIt *is*\nso “ordered”.\n\n- one\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n> said\n\n<b>K.</b>\n"
    )
    got = markdown(source)
    assert got.text == "Order\nIt is so “ordered”.\none\ntwo\na b\n1 2\nsaid\nK."
    assert got.extraction == Extraction.MARKDOWN


def test_markdown_keeps_its_typography_and_its_links_words():
    assert markdown('"No" -- [said](https://example.org) K... `x`').text == '"No" -- said K... x'
