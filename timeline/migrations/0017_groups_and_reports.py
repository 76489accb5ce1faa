"""What each group of the desk may do with readers' reports: they are read and closed, and nobody writes them."""

from importlib import import_module

from django.db import migrations

# It makes permissions as Django words them, before Django does.
groups = import_module("timeline.migrations.0002_groups")

RESEARCHER = groups.codenames("timeline", ["readerreport"], ["view", "change"])
ADMINISTRATOR = {*RESEARCHER, *groups.codenames("timeline", ["readerreport"], ["delete"])}
GROUPS = {"researcher": RESEARCHER, "reviewer": RESEARCHER, "administrator": ADMINISTRATOR}


def giving(codenames_by_group):
    """The two functions of a migration that gives these permissions, and that takes them back.

    To the groups that are still there: whoever took one away does not want it back.
    """

    def groups_and_permissions(apps, schema_editor):
        database = schema_editor.connection.alias
        for group in apps.get_model("auth", "Group").objects.using(database).filter(name__in=codenames_by_group):
            yield group, [groups._permission(apps, database, *key) for key in sorted(codenames_by_group[group.name])]

    def give(apps, schema_editor):
        for group, permissions in groups_and_permissions(apps, schema_editor):
            group.permissions.add(*permissions)

    def take(apps, schema_editor):
        for group, permissions in groups_and_permissions(apps, schema_editor):
            group.permissions.remove(*permissions)

    return give, take


give, take = giving(GROUPS)


class Migration(migrations.Migration):
    dependencies = [("timeline", "0016_reader_reports"), ("timeline", "0005_groups_and_checks")]

    operations = [migrations.RunPython(give, take)]
