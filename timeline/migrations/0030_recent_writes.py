from django.db import migrations


def create(apps, schema_editor):
    from timeline.recent_writes.log import backend

    for statement in backend(schema_editor.connection.vendor).CREATE:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    from timeline.recent_writes.log import WATCHED, backend

    tables = backend(schema_editor.connection.vendor)
    for statement in (*tables.removing(WATCHED), *tables.DROP):
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    """A table that Django does not manage; its triggers are set up whenever migrations have run (`recent_writes`)."""

    dependencies = [("timeline", "0029_merge_proposals")]

    operations = [migrations.RunPython(create, drop)]
