"""What each group of the desk may do with readers' reports: they are read and closed, and nobody writes them."""

from importlib import import_module

from django.db import migrations

# It makes permissions as Django words them, before Django does.
groups = import_module("timeline.migrations.0002_groups")

RESEARCHER = groups.codenames("timeline", ["readerreport"], ["view", "change"])
ADMINISTRATOR = {*RESEARCHER, *groups.codenames("timeline", ["readerreport"], ["delete"])}
GROUPS = {"researcher": RESEARCHER, "reviewer": RESEARCHER, "administrator": ADMINISTRATOR}


def give(apps, schema_editor):
    """To the groups that are still there: whoever took one away does not want it back."""
    for group, permissions in _groups_and_permissions(apps, schema_editor):
        group.permissions.add(*permissions)


def take(apps, schema_editor):
    for group, permissions in _groups_and_permissions(apps, schema_editor):
        group.permissions.remove(*permissions)


def _groups_and_permissions(apps, schema_editor):
    database = schema_editor.connection.alias
    made = {key: groups._permission(apps, database, *key) for key in sorted(ADMINISTRATOR)}
    for group in apps.get_model("auth", "Group").objects.using(database).filter(name__in=GROUPS):
        yield group, [made[key] for key in GROUPS[group.name]]


class Migration(migrations.Migration):
    dependencies = [("timeline", "0016_reader_reports"), ("timeline", "0005_groups_and_checks")]

    operations = [migrations.RunPython(give, take)]
