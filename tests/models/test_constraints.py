"""What the database refuses, whatever way it is written to."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from tests.making import (
    make_assertion,
    make_case,
    make_court,
    make_event,
    make_filing,
    make_party,
    make_question,
    make_quote,
    make_source,
)
from tests.models.sourced import MAKERS, make_reference
from timeline.models import (
    Assertion,
    CaseDataUse,
    CaseRelation,
    CauseOfAction,
    Court,
    Event,
    Evidence,
    PartyRole,
    QuoteVariant,
)
from timeline.vocabulary import Relation, Role, Stance, ValueType

pytestmark = pytest.mark.django_db


def refused():
    return pytest.raises(IntegrityError)


def test_a_docket_number_is_used_once_in_a_court():
    case = make_case(docket_number="4:24-cv-04722")
    make_case(docket_number="4:24-cv-04722")
    with refused():
        make_case(docket_number="4:24-cv-04722", court=case.court)


def test_a_docket_number_that_is_taken_is_told_in_words():
    case, other = make_case(docket_number="4:24-cv-04722"), make_case()
    other.court, other.docket_number = case.court, case.docket_number
    with pytest.raises(ValidationError, match="This court already has a case with this docket number"):
        other.full_clean()


def test_several_cases_of_a_court_may_lack_a_docket_number():
    court = make_court()
    assert make_case(court=court, docket_number="").court == make_case(court=court, docket_number="").court


def test_a_docket_has_each_entry_once():
    case = make_case()
    make_filing(case=case, docket_entry_number=32)
    make_filing(docket_entry_number=32)
    with refused():
        make_filing(case=case, docket_entry_number=32)


def test_an_entry_has_each_attachment_once():
    case = make_case()
    for attachment in (None, 1, 2):
        make_filing(case=case, docket_entry_number=32, attachment_number=attachment)
    with refused():
        make_filing(case=case, docket_entry_number=32, attachment_number=2)


def test_any_number_of_filings_may_have_no_entry():
    case = make_case()
    make_filing(case=case)
    make_filing(case=case)
    assert case.filings.count() == 2


def test_an_attachment_needs_an_entry():
    with refused():
        make_filing(attachment_number=1)


@pytest.mark.parametrize(
    ("entry", "attachment", "label"),
    [(None, None, ""), (390, None, "Dkt. 390"), (32, 13, "Dkt. 32-13"), (1, 0, "Dkt. 1-0")],
)
def test_a_filing_is_cited_by_entry_and_attachment(entry, attachment, label):
    assert make_filing(docket_entry_number=entry, attachment_number=attachment).docket_label == label


def test_a_party_has_each_role_once_in_a_case():
    case, party = make_case(), make_party()
    for role in (Role.DEFENDANT, Role.COUNTERCLAIMANT):
        PartyRole.objects.create(case=case, party=party, role=role)
    with refused():
        PartyRole.objects.create(case=case, party=party, role=Role.DEFENDANT)


@pytest.mark.parametrize("model", MAKERS, ids=lambda model: model.__name__)
def test_a_record_refers_to_a_place_in_a_source_once(model):
    source = make_source()
    record = MAKERS[model](sources=[source])
    make_reference(record, source, locator="p. 3")
    with refused():
        make_reference(record, source, locator="p. 3")


@pytest.mark.parametrize("model", MAKERS, ids=lambda model: model.__name__)
def test_a_record_refers_to_a_whole_source_once(model):
    source = make_source()
    record = MAKERS[model](sources=[source])
    with refused():
        make_reference(record, source)


def test_a_place_in_a_source_may_both_support_and_qualify():
    source = make_source()
    assertion = make_assertion(sources=[source])
    Evidence.objects.create(assertion=assertion, source=source, stance=Stance.QUALIFIES)
    with refused():
        Evidence.objects.create(assertion=assertion, source=source, stance=Stance.QUALIFIES)


def test_data_uses_causes_and_variants_stand_once():
    case, quote, source = make_case(), make_quote(), make_source()
    for make in (
        lambda: CaseDataUse.objects.create(case=case, use="scraping"),
        lambda: CauseOfAction.objects.create(case=case, name="fraud"),
        lambda: QuoteVariant.objects.create(quote=quote, source=source, text="As printed."),
    ):
        make()
        _refuses(make)


def test_a_case_is_tied_to_another_once_in_one_way_and_never_to_itself():
    case, other = make_case(), make_case()
    tie = CaseRelation.objects.create(case=case, to_case=other, relation=Relation.APPEAL_OF)
    assert (str(tie.get_relation_display()), tie.relation_back) == ("Appeal of", "Appealed in")
    _refuses(lambda: CaseRelation.objects.create(case=case, to_case=other, relation=Relation.APPEAL_OF))
    _refuses(lambda: CaseRelation.objects.create(case=case, to_case=case, relation=Relation.RELATED_TO))


def test_an_assertion_is_made_by_a_party_or_a_source():
    assert make_assertion(made_by_source=make_source()).made_by.slug.startswith("source")
    assert make_assertion(made_by_party=make_party()).made_by.slug.startswith("party")


def test_an_assertion_is_made_by_somebody():
    with refused():
        make_assertion(made_by_party=None)


def test_an_assertion_is_not_made_by_two():
    with refused():
        make_assertion(made_by_party=make_party(), made_by_source=make_source())


def test_the_maker_of_an_assertion_cannot_be_taken_away_by_an_update():
    make_assertion()
    with refused():
        Assertion.objects.update(made_by_party=None)


def test_a_question_ends_in_a_question_mark():
    with refused():
        make_question("How much.")


@pytest.mark.parametrize("maker", [*MAKERS.values(), make_source, make_question], ids=lambda maker: maker.__name__)
def test_a_slug_is_used_once(maker):
    maker(slug="taken")
    with refused():
        maker(slug="taken")


def test_a_court_has_a_name_of_its_own():
    court = make_court()
    with refused():
        Court.objects.create(id="other", name=court.name, short_name="O.", country="US", level="trial")


@pytest.mark.parametrize(
    ("value_type", "value", "message"),
    [
        (ValueType.MONEY, "38 million", "is no plain number"),
        (ValueType.DATE, "/2020", "leaves one end empty"),
        (ValueType.YES_NO, "perhaps", "is neither yes nor no"),
        (ValueType.PARTY, "elon-musk", "take a party and no text"),
    ],
)
def test_an_answer_is_of_the_type_that_is_asked_for(value_type, value, message):
    assertion = make_assertion(question=make_question(value_type=value_type))
    evidence = assertion.references.get()
    for answer in (assertion, evidence):
        answer.value = value
        with pytest.raises(ValidationError, match=message):
            answer.full_clean()


def test_only_a_question_for_a_party_is_answered_by_one():
    party = make_party("Someone")
    assertion = make_assertion(question=make_question(value_type=ValueType.PARTY), value_party=party)
    assertion.full_clean()
    assert assertion.value_label(assertion.question) == "Someone"
    wrong = make_assertion(question=make_question(value_type=ValueType.NUMBER), value_party=party)
    with pytest.raises(ValidationError, match="take a party and no text"):
        wrong.full_clean()


def test_an_answer_is_printed_with_its_hedge_and_unit():
    question = make_question(value_type=ValueType.MONEY, unit="USD")
    assert make_assertion(question=question, value="38000000", hedge="about").value_label(question) == "c. $38 million"
    assert make_assertion(question=question).value_label(question) == ""


@pytest.mark.parametrize("maker", [*MAKERS.values(), make_source, make_question], ids=lambda maker: maker.__name__)
def test_what_is_made_for_tests_would_pass_every_form(maker):
    maker().full_clean()


def test_an_event_names_its_kind_from_the_closed_list():
    event = make_event()
    event.kind = "gossip"
    with pytest.raises(ValidationError, match="is not a valid choice"):
        event.full_clean()
    assert Event.objects.get().kind == "statement"


def _refuses(make):
    with refused(), transaction.atomic():
        make()


def test_a_text_as_long_as_a_document_is_refused_by_name_with_whatever_else_is_wrong():
    event = make_event()
    event.full_clean()
    event.summary, event.date = "a" * 10_001, "soon"
    with pytest.raises(ValidationError) as wrong:
        event.full_clean()
    assert wrong.value.message_dict["summary"] == ["This text has 10,001 characters; at most 10,000 can be held."]
    assert "date" in wrong.value.message_dict
    event.summary, event.date = "a" * 10_000, "2024"
    event.full_clean()
