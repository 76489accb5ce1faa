"""The three groups, as the migration makes them."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.db.models import Count

from tests.admin.posting import address
from timeline.models import (
    Court,
    Dismissal,
    Event,
    Finding,
    FormerAddress,
    LoadedWord,
    QuoteCheck,
    ReaderReport,
    SourceText,
    Version,
)
from timeline.models.record import NaturallyKeyed

pytestmark = pytest.mark.django_db
migration = import_module("timeline.migrations.0002_groups")
later = import_module("timeline.migrations.0005_groups_and_checks")
reported = import_module("timeline.migrations.0017_groups_and_reports")
merged = import_module("timeline.migrations.0021_groups_and_merged_records")
accounts = import_module("timeline.migrations.0023_accounts")
# What is not simply written by researchers.
OTHERS = [SourceText, QuoteCheck, Finding, Dismissal, ReaderReport, Version, FormerAddress]


def codenames(group):
    return set(Group.objects.get(name=group).permissions.values_list("codename", flat=True))


def test_a_researcher_may_see_add_and_change_every_record_and_row():
    kept = [model for model in apps.get_models() if issubclass(model, (NaturallyKeyed, Court, LoadedWord))]
    written = {f"{action}_{name}" for name in _names(kept, but=OTHERS) for action in ("view", "add", "change")}
    assert codenames("researcher") - _all(OTHERS) == written


def test_a_researcher_adds_texts_dismisses_warnings_closes_reports_and_reads_what_is_computed():
    assert codenames("researcher") & _all(OTHERS) == {
        *("view_sourcetext", "add_sourcetext", "view_finding", "view_quotecheck", "view_formeraddress"),
        *("view_dismissal", "add_dismissal", "change_dismissal", "delete_dismissal"),
        *("view_readerreport", "change_readerreport"),
    }


def test_a_reviewer_may_publish_besides():
    assert codenames("reviewer") - codenames("researcher") == {"publish_record"}


def test_only_an_administrator_may_delete_and_look_after_people():
    more = codenames("administrator") - codenames("reviewer")
    assert {"delete_event", "delete_source", "add_user", "change_group"} <= more
    assert {"delete_sourcetext", "delete_readerreport"} <= more
    assert not {"delete_finding", "delete_quotecheck", "change_sourcetext", "add_finding", "add_readerreport"} & more
    assert "view_auditentry" in more
    others = more - {"view_auditentry"}
    assert all(name.startswith("delete_") or name.endswith(("_user", "_group")) for name in others)


def test_the_migration_and_django_make_no_permission_twice():
    twice = Permission.objects.values("content_type", "codename").annotate(n=Count("pk")).filter(n__gt=1)
    assert not twice.exists()


def test_permissions_are_worded_as_django_words_them():
    made = Permission.objects.get(content_type__app_label="timeline", codename="add_causeofaction")
    assert made.name == "Can add cause of action"


def test_the_migration_can_be_taken_back_and_made_again():
    before = {name: codenames(name) for name in migration.GROUPS}
    schema_editor = SimpleNamespace(connection=connection)
    for migrated in (accounts, merged, reported):
        migrated.take(apps, schema_editor)
    later.take(apps, schema_editor)
    assert not codenames("administrator") & _all([*OTHERS, LoadedWord])
    migration.remove_groups(apps, schema_editor)
    assert not Group.objects.exists()
    migration.make_groups(apps, schema_editor)
    later.give(apps, schema_editor)
    for migrated in (reported, merged, accounts):
        migrated.give(apps, schema_editor)
    assert {name: codenames(name) for name in migration.GROUPS} == before


def test_a_group_that_was_taken_away_is_not_brought_back_by_a_later_migration():
    Group.objects.get(name="reviewer").delete()
    for migrated in (later, reported, merged):
        migrated.give(apps, SimpleNamespace(connection=connection))
    assert not Group.objects.filter(name="reviewer").exists()


def test_the_index_names_the_record_in_the_order_of_work(administrator):
    response = administrator.get("/admin/")
    first, second, inbox, third = response.context["app_list"]
    names = [entry["object_name"] for entry in first["models"]]
    assert names == "Event Case Filing Quote Question Assertion Party Source SourceText Court".split()
    checks = "Finding Dismissal QuoteCheck LoadedWord FormerAddress".split()
    assert [entry["object_name"] for entry in second["models"]] == checks
    assert [entry["object_name"] for entry in inbox["models"]] == ["ReaderReport"]
    assert third["app_label"] == "auth"
    assert administrator.get("/admin/timeline/").status_code == 200
    assert "AI Dispute Timeline: researchers’ desk" in response.text


def test_whoever_is_not_signed_in_is_asked_to(client):
    response = client.get(address(Event))
    assert response.status_code == 302
    assert response.url.startswith("/admin/login/")


def _names(models, but=()):
    return [model._meta.model_name for model in models if model not in but]


def _all(models):
    return {f"{action}_{name}" for name in _names(models) for action in ("view", "add", "change", "delete")}
