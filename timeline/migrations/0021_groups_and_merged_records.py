"""Each group of the desk sees which records were merged."""

from importlib import import_module

from django.db import migrations

# It makes permissions as Django words them, before Django does.
groups = import_module("timeline.migrations.0002_groups")

SEEN = groups.codenames("timeline", ["formeraddress"], ["view"])


def give(apps, schema_editor):
    """To the groups that are still there: whoever took one away does not want it back."""
    for group, permissions in _groups_and_permissions(apps, schema_editor):
        group.permissions.add(*permissions)


def take(apps, schema_editor):
    for group, permissions in _groups_and_permissions(apps, schema_editor):
        group.permissions.remove(*permissions)


def _groups_and_permissions(apps, schema_editor):
    database = schema_editor.connection.alias
    made = [groups._permission(apps, database, *key) for key in sorted(SEEN)]
    for group in apps.get_model("auth", "Group").objects.using(database).filter(name__in=groups.GROUPS):
        yield group, made


class Migration(migrations.Migration):
    dependencies = [("timeline", "0020_former_addresses"), ("timeline", "0002_groups")]

    operations = [migrations.RunPython(give, take)]
