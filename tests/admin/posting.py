"""Fills in the desk's forms as a browser would: what a page shows, with some fields changed, is sent back."""

from django.urls import reverse

from timeline.admin import steps
from timeline.history.keeping import Hand, head_of
from timeline.vocabulary import Workflow


def address(record_or_model, page="changelist"):
    """Of a model's list or its form for a new record ("add"), or of a record's own page ("change", "review" …)."""
    options = record_or_model._meta
    args = [] if page in ("changelist", "add") else [record_or_model.pk]
    return reverse(f"admin:{options.app_label}_{options.model_name}_{page}", args=args)


def send(client, url, /, **changes):
    """The answer to the form at this address. `references__0__source=…` is the source of the first reference.

    A change of a published record is given its class and reason unless the test says otherwise.
    """
    return client.post(url, filled_in(shown(client, url), changes))


def send_and_publish(client, record, /, **changes):
    """The answer to the form of this record; somebody else publishes what it wrote."""
    response = send(client, address(record, "change"), **changes)
    if errors(response) == "" and head_of(record).workflow != Workflow.PUBLISHED:
        steps.publish(record, Hand(name="somebody else"))
    record.refresh_from_db()
    return response


def filled_in(data, changes):
    """The data of a form with these fields changed."""
    data = dict(data)
    if "change_class" in data:
        data.update(change_class="clarification", why="It is clearer so.")
    for name, value in changes.items():
        data[name.replace("__", "-")] = value
    parts = [name.split("-") for name in data]
    for prefix in {part[0] for part in parts if part[1:] == ["TOTAL_FORMS"]}:
        data[f"{prefix}-TOTAL_FORMS"] = len({part[1] for part in parts if part[0] == prefix and part[1].isdigit()})
    return data


def shown(client, url):
    """Every field of the form, with its value."""
    context = client.get(url).context
    forms = [context["adminform"].form]
    for inline in context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    values = {field.html_name: field.value() for form in forms for field in form}
    return {name: value for name, value in values.items() if value is not None and value is not False}


def errors(response):
    """All that a form that was not saved complains of, as one text; "" when it was saved."""
    if response.status_code == 302:
        return ""
    assert response.status_code == 200
    context = response.context
    found = [*context["adminform"].form.errors.values()]
    for inline in context["inline_admin_formsets"]:
        found.append(inline.formset.non_form_errors())
        found += [problem for form in inline.formset.errors for problem in form.values()]
    return " ".join(str(words) for problem in found for words in problem)


def act(client, action, *records, **more):
    """The answer to an action on these records, confirmed where it asks first, after its redirect."""
    given = {"why": "So."} if action == "delete_selected" else {}
    data = {"action": action, "_selected_action": [record.pk for record in records], **given, **more}
    response = client.post(address(records[0]), data, follow=True)
    if "plans" not in (response.context or {}):
        return response
    seen = {f"seen-{record.pk}": number for record, _, number, _ in response.context["plans"]}
    return client.post(address(records[0]), {**data, **seen, "confirmed": "yes"}, follow=True)


def step(client, step, record, **more):
    """The answer to a step taken on the record's review page, after its redirect."""
    head = head_of(record)
    data = {"step": step, "version_seen": head.number if head else 0, **more}
    return client.post(address(record, "review"), data, follow=True)


def messages(response):
    return " ".join(str(message) for message in response.context["messages"])
