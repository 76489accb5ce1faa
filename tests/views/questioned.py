"""A question of which five sources speak, and what a reader sees of it on its page."""

import re

from tests.making import make_assertion, make_party, make_question, make_source
from timeline.models import Evidence, QuestionReference
from timeline.vocabulary import Forum, Hedge, QuestionStatus, Reliability, SourceKind, Stance, ValueType

ADDRESS = "/questions/how-much/"


def make_account(assertion, source, value="", stance=Stance.SUPPORTS, **values):
    return Evidence.objects.create(assertion=assertion, source=source, value=value, stance=stance, **values)


def make_order():
    return make_source(
        "2024-05-01", title="Order", publisher="The Court", kind=SourceKind.DOCKET, reliability=Reliability.PRIMARY
    )


def make_how_much(order):
    """Ada says 38 million, of which a report and its copy speak; an order says 38.2; a report of June says 50."""
    question = make_question("How much?", slug="how-much", value_type=ValueType.MONEY, unit="USD")
    ada = make_party("Ada", [make_source("2024-01-15")], slug="ada")
    said = {"question": question, "sources": [], "made_by_party": ada, "forum": Forum.DEPOSITION}
    statement = make_assertion("Ada gave 38 million.", slug="gave-38", value="38000000", hedge=Hedge.ABOUT, **said)
    report = make_source("2024-01-15", title="Report", publisher="The Reporter")
    copy = make_source("2024-01-20", title="Copy", publisher="The Copy", retells=report, reliability="tertiary")
    for source in (report, copy):
        make_account(statement, source, "38000000", hedge=Hedge.ABOUT, as_stated="some $38 million", locator="p. 3")
    make_account(statement, order, "38191066", as_stated="$38,191,066", locator="p. 12")
    late = make_source("2024-06-15", title="Tale", publisher="The Tale", reliability="machine")
    make_account(statement, late, "50000000", Stance.CONTRADICTS, as_stated="fifty million", note="It counts pledges.")
    return question


def settle(question, status=QuestionStatus.EXPLAINED, published="2024-06-20", **values):
    for name, value in {"status": status, "argument": "They count different things.", **values}.items():
        setattr(question, name, value)
    question.save()
    source = make_source(published, title="Ground", slug="ground")
    return QuestionReference.objects.create(question=question, source=source, locator="p. 9")


def bodies(client, query=""):
    """The words of each answer's group on the page, in their order."""
    html = client.get(ADDRESS + query).content.decode()
    return [" ".join(re.sub("<[^>]+>", " ", body).split()) for body in re.findall(r"(?s)<tbody.*?</tbody>", html)]


def turns(client, query=""):
    """(day of the link, words) of each entry of “How the answer looked”."""
    html = client.get(ADDRESS + query).content.decode().partition('<ol class="turns">')[2].partition("</ol>")[0]
    entries = re.findall(r'(?s)href="\?as_of=([\d-]+)".*?class="turn__news">(.*?)</p>', html)
    return [(day, " ".join(re.sub("<[^>]+>", " ", words).split()).replace(" .", ".")) for day, words in entries]
