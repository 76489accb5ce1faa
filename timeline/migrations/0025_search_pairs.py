from django.db import migrations


def make_anew(apps, schema_editor):
    from timeline.search.index import backend

    tables = backend(schema_editor.connection.vendor)
    for statement in (*tables.DROP, *tables.CREATE):
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    """The index also has each two neighbouring words, and how many documents have a word; `prepare` fills it."""

    dependencies = [("timeline", "0024_what_stands_beside_a_record")]

    operations = [migrations.RunPython(make_anew, migrations.RunPython.noop)]
