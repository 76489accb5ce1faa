"""Each group of the desk sees which records were merged."""

from importlib import import_module

from django.db import migrations

groups = import_module("timeline.migrations.0002_groups")
giving = import_module("timeline.migrations.0017_groups_and_reports").giving

SEEN = groups.codenames("timeline", ["formeraddress"], ["view"])
give, take = giving(dict.fromkeys(groups.GROUPS, SEEN))


class Migration(migrations.Migration):
    dependencies = [("timeline", "0020_former_addresses"), ("timeline", "0002_groups")]

    operations = [migrations.RunPython(give, take)]
