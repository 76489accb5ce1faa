from django.db import migrations


def create(apps, schema_editor):
    from timeline.recent_writes.log import backend

    for statement in backend(schema_editor.connection.vendor).CREATE:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    from timeline.recent_writes.log import backend, remove

    vendor = schema_editor.connection.vendor
    with schema_editor.connection.cursor() as cursor:
        remove(cursor, vendor)
    for statement in backend(vendor).DROP:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    """A table that Django does not manage; its triggers are set up whenever migrations have run (`recent_writes`)."""

    dependencies = [("timeline", "0029_merge_proposals")]

    operations = [migrations.RunPython(create, drop)]
