from django.db import migrations


def create(apps, schema_editor):
    from timeline.search.index import backend

    for statement in backend(schema_editor.connection.vendor).CREATE:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    from timeline.search.index import backend

    for statement in backend(schema_editor.connection.vendor).DROP:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    """Tables that Django does not manage, so that no later migration rebuilds them; `prepare` fills them."""

    dependencies = [("timeline", "0009_data_version")]

    operations = [migrations.RunPython(create, drop)]
