"""Fills in the desk's forms as a browser would: what a page shows, with some fields changed, is sent back."""

from django.urls import reverse


def address(record_or_model, page="changelist"):
    """Of a model's list or its form for a new record ("add"), or of a record's page ("change", "delete")."""
    options = record_or_model._meta
    args = [record_or_model.pk] if page in ("change", "delete", "history") else []
    return reverse(f"admin:{options.app_label}_{options.model_name}_{page}", args=args)


def send(client, url, /, **changes):
    """The answer to the form at this address. `references__0__source=…` is the source of the first reference."""
    data = shown(client, url)
    for name, value in changes.items():
        data[name.replace("__", "-")] = value
    parts = [name.split("-") for name in data]
    for prefix in {part[0] for part in parts if part[1:] == ["TOTAL_FORMS"]}:
        data[f"{prefix}-TOTAL_FORMS"] = len({part[1] for part in parts if part[0] == prefix and part[1].isdigit()})
    return client.post(url, data)


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
    """The answer to an action on these records, after its redirect."""
    data = {"action": action, "_selected_action": [record.pk for record in records], **more}
    return client.post(address(records[0]), data, follow=True)


def messages(response):
    return " ".join(str(message) for message in response.context["messages"])
