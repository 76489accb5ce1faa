"""The three groups of the desk: researcher, reviewer, administrator.

Django makes permissions only after all migrations have run, so this one makes those that it gives away; Django then
finds them there.
"""

from django.db import migrations

RECORDS = ["source", "court", "party", "case", "filing", "event", "quote", "question", "assertion"]
ROWS = [
    *("partyreference", "casereference", "filingreference", "eventreference", "quotereference", "evidence"),
    *("casedatause", "causeofaction", "partyrole", "caserelation", "quotevariant"),
]
WRITING = ["view", "add", "change"]
ALL = [*WRITING, "delete"]
PUBLISHING = ("timeline", "event", "publish_record")


def codenames(app_label, models, actions):
    return {(app_label, model, f"{action}_{model}") for model in models for action in actions}


RESEARCHER = codenames("timeline", [*RECORDS, *ROWS], WRITING)
REVIEWER = {*RESEARCHER, PUBLISHING}
PEOPLE = codenames("auth", ["user", "group"], ALL)
ADMINISTRATOR = {*codenames("timeline", [*RECORDS, *ROWS], ALL), *PEOPLE, PUBLISHING}
GROUPS = {"researcher": RESEARCHER, "reviewer": REVIEWER, "administrator": ADMINISTRATOR}


def make_groups(apps, schema_editor):
    database = schema_editor.connection.alias
    made = {key: _permission(apps, database, *key) for key in sorted(ADMINISTRATOR)}
    for name, keys in GROUPS.items():
        group, _ = apps.get_model("auth", "Group").objects.using(database).get_or_create(name=name)
        group.permissions.add(*(made[key] for key in keys))


def remove_groups(apps, schema_editor):
    database = schema_editor.connection.alias
    apps.get_model("auth", "Group").objects.using(database).filter(name__in=GROUPS).delete()
    permissions = apps.get_model("auth", "Permission").objects.using(database)
    permissions.filter(content_type__app_label="timeline", codename=PUBLISHING[2]).delete()


def _permission(apps, database, app_label, model, codename):
    """Worded as Django words it."""
    options = apps.get_model(app_label, model)._meta
    names = {f"{action}_{model}": f"Can {action} {options.verbose_name_raw}" for action in ALL}
    names.update(options.permissions)
    content_type, _ = (
        apps.get_model("contenttypes", "ContentType")
        .objects.using(database)
        .get_or_create(app_label=app_label, model=model)
    )
    permission, _ = (
        apps.get_model("auth", "Permission")
        .objects.using(database)
        .get_or_create(content_type=content_type, codename=codename, defaults={"name": names[codename]})
    )
    return permission


class Migration(migrations.Migration):
    dependencies = [
        ("timeline", "0001_records"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="event",
            options={
                "ordering": ["-sorts_from", "-sorts_to", "-id"],
                "permissions": [("publish_record", "Can publish records and take them back")],
            },
        ),
        migrations.RunPython(make_groups, remove_groups),
    ]
