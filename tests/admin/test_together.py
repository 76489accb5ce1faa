"""An event with its new sources and a quote: one press sends them to review, and one publishes them, in their order."""

import pytest

from tests.admin.posting import address, errors, messages, send, step
from tests.making import make_assertion, make_event, make_party, make_question, make_quote, make_source
from timeline.admin.company import company_of
from timeline.history.keeping import head_of
from timeline.models import Event, Quote, Source, Version
from timeline.vocabulary import Step, Workflow

pytestmark = pytest.mark.django_db
DRAFT, IN_REVIEW, PUBLISHED, WITHDRAWN = Workflow
NEW_SOURCE = {"publisher": "The Record", "kind": "news_report", "reliability": "secondary", "published": "2024-03-15"}
EVENT = {"date": "2024-02-10", "title": "A hearing", "summary": "S.", "kind": "hearing", "slug": "a-hearing"}


def make_with_company(client, **more):
    """The event, two sources and a quote, all made on one page and saved as drafts."""
    rows = {f"references__{row}__new_{name}": value for row in (0, 1) for name, value in NEW_SOURCE.items()}
    rows |= {f"references__{row}__new_title": f"Report {row + 1}" for row in (0, 1)}
    rows |= {f"references__{row}__new_url": f"https://example.org/{row}" for row in (0, 1)}
    quote = {"text": "We never did.", "speaker": make_party().pk, "forum": "trial_testimony", "source_row": "1"}
    rows |= {f"quotes__0__{name}": value for name, value in quote.items()}
    assert errors(send(client, address(Event, "add"), **EVENT, **rows, **more)) == ""
    return Event.objects.get(slug="a-hearing")


def states(*more):
    records = [*Source.objects.filter(title__startswith="Report"), *Quote.objects.all(), *Event.objects.all(), *more]
    return {str(record): record.workflow for record in records}


def all_stand(workflow):
    return set(states().values()) == {workflow} and len(states()) == 4


def keys(*records):
    return [f"{record._meta.model_name}-{record.pk}" for record in records]


def publish_together(client, record, **changes):
    """The answer to the page, with all ticked that it ticks."""
    page = client.get(address(record, "together"))
    going = page.context["going"]
    data = {f"seen-{one.key}": one.number for one in going} | {"along": [one.key for one in going if not one.problem]}
    return client.post(address(record, "together"), data | changes, follow=True)


def test_saving_for_review_sends_all_that_was_made_with_it_before(researcher):
    event = make_with_company(researcher)
    assert all_stand(DRAFT)
    response = send(researcher, address(event, "change"), title="A long hearing", _submit="yes")
    said = messages(researcher.get(response["Location"]))
    assert all_stand(IN_REVIEW)
    assert all(name in said for name in ("Sent to review with it", "Report 1", "Report 2", "We never did."))
    assert "Alone it cannot be published, without what goes with it. It has no published source." in said
    assert said.count("It has no published source.") == 1
    why = Version.objects.of(Source.objects.get(title="Report 1")).first()
    assert (why.step, why.why, why.is_worded_by_desk) == (Step.SUBMITTED, "Sent to review with “A long hearing”.", True)


def test_the_review_page_sends_what_is_ticked_with_one_press(researcher):
    event = make_with_company(researcher)
    page = researcher.get(address(event, "review"))
    ticked = [one.key for one in page.context["going"] if one.key in page.context["own"]]
    assert len(ticked) == page.text.count("checked>") == 3
    first, *others = ticked
    step(researcher, "submit", event, along=others)
    assert sorted(states().values()) == [DRAFT, IN_REVIEW, IN_REVIEW, IN_REVIEW]
    # What stayed behind is sent on its own.
    assert "Send what is ticked to review" in researcher.get(address(event, "review")).text
    step(researcher, "send_along", event, along=[first])
    assert all_stand(IN_REVIEW)
    assert Version.objects.of(event).filter(step=Step.SUBMITTED).count() == 1


def test_a_reviewer_publishes_all_of_them_with_one_press_sources_first(researcher, reviewer, client):
    event = make_with_company(researcher, _submit="yes")
    review = reviewer.get(address(event, "review"))
    assert "You cannot publish it alone" in review.text
    assert address(event, "together") in review.text
    page = reviewer.get(address(event, "together"))
    assert [one.kind for one in page.context["going"]] == ["source", "source", "event", "quote"]
    assert [one.problem for one in page.context["going"]] == [""] * 4
    assert all(name in page.text for name in states())
    assert all_stand(IN_REVIEW)
    said = messages(publish_together(reviewer, event))
    assert all(name in said for name in ("Published:", "Report 1", "Report 2", "A hearing", "We never did."))
    assert all_stand(PUBLISHED)
    for record in (event, *Source.objects.all(), *Quote.objects.all()):
        head = head_of(record)
        if head:
            assert (head.step, head.made_by_name) == (Step.PUBLISHED, "reviewer")
    assert client.get(event.get_absolute_url()).status_code == 200


def test_what_is_not_ticked_stays_where_it_is(researcher, reviewer):
    event = make_with_company(researcher, _submit="yes")
    quote, sources = Quote.objects.get(), Source.objects.filter(title__startswith="Report")
    publish_together(reviewer, event, along=keys(event, *sources))
    assert (states().pop(str(quote)), [*states().values()].count(PUBLISHED)) == (IN_REVIEW, 3)


def test_if_one_cannot_be_published_none_is(researcher, reviewer):
    event = make_with_company(researcher, _submit="yes")
    said = messages(publish_together(reviewer, event, along=keys(event)))
    assert "Nothing was published." in said
    assert "needs at least one source" in said
    source = Source.objects.get(title="Report 2")
    said = messages(publish_together(reviewer, event, **{f"seen-{keys(source)[0]}": "1"}))
    assert "Somebody has changed “Report 2" in said
    assert "Nothing is chosen" in messages(publish_together(reviewer, event, along=[]))
    assert all_stand(IN_REVIEW)


def test_nobody_publishes_own_work_together_with_that_of_others(researcher, reviewer):
    event = make_with_company(researcher, _submit="yes")
    source = Source.objects.get(title="Report 1")
    send(reviewer, address(source, "change"), title="Report 1, put right")
    problems = {str(one.record): one.problem for one in reviewer.get(address(event, "together")).context["going"]}
    assert ["own work" in problem for problem in problems.values()] == [True, False, False, False]
    page = publish_together(reviewer, event, along=keys(source, event))
    assert "nobody publishes own work" in messages(page)
    assert all_stand(IN_REVIEW)


def test_only_reviewers_have_the_page(researcher, client):
    event = make_with_company(researcher)
    assert researcher.get(address(event, "together")).status_code == 403
    assert researcher.post(address(event, "together"), {"along": keys(event)}).status_code == 403
    assert client.get(address(event, "together")).status_code == 302
    assert address(event, "together") not in researcher.get(address(event, "review")).text


def test_drafts_of_others_and_what_was_sent_back_are_named_and_not_sent(researcher, reviewer):
    event = make_with_company(researcher)
    first, second = Source.objects.filter(title__startswith="Report").order_by("title")
    step(researcher, "submit", first)
    step(reviewer, "send_back", first, why="Which edition?")
    other = make_source(title="Of somebody else", workflow=DRAFT)
    assert errors(send(researcher, address(event, "change"), references__2__source=other.pk, _submit="yes")) == ""
    found = states(Source.objects.get(pk=other.pk))
    assert (found[str(first)], found[str(second)], found[str(other)]) == (DRAFT, IN_REVIEW, DRAFT)
    page = researcher.get(address(event, "review")).text
    assert all(str(source) in page for source in (first, other))


def test_what_a_pending_change_names_goes_with_it(researcher, reviewer):
    event, new = make_event(date="2024-02-10"), make_source(workflow=DRAFT)
    send(researcher, address(event, "change"), references__1__source=new.pk, _submit="yes")
    assert company_of(event) == [new]
    event.refresh_from_db()
    publish_together(reviewer, event)
    new.refresh_from_db()
    assert (new.workflow, event.references.count()) == (PUBLISHED, 2)


def test_a_question_goes_after_its_answers_and_what_they_rest_on():
    question = make_question(workflow=DRAFT)
    source = make_source(workflow=DRAFT)
    answer = make_assertion(question=question, sources=[source], workflow=DRAFT)
    seen = make_assertion(question=question)
    event = make_event(workflow=DRAFT)
    make_quote(event=event)
    assert company_of(question) == [source, answer]
    assert seen not in company_of(question)
    assert company_of(event) == []
    assert company_of(source) == []


def test_withdrawn_records_go_with_nothing():
    gone = make_source(workflow=WITHDRAWN)
    assert company_of(make_event(sources=[gone], workflow=DRAFT)) == []
