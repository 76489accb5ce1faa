from django.db import migrations, models
from django.db.models.functions import Trim

NOT_ASKED = "No reason was asked for at the time."


def fill(apps, schema_editor):
    """What was kept without a reason says so; nobody's reason is made up afterwards."""
    for name in ("Version", "AsideChange"):
        rows = apps.get_model("timeline", name).objects.using(schema_editor.connection.alias)
        rows.annotate(said=Trim("why")).filter(said="").update(why=NOT_ASKED, is_worded_by_desk=True)


class Migration(migrations.Migration):

    dependencies = [
        ('timeline', '0026_who_made_it'),
    ]

    operations = [
        migrations.AddField(
            model_name='asidechange',
            name='is_worded_by_desk',
            field=models.BooleanField(default=False, help_text='Whether the desk worded the reason from what was done, because nobody typed one.'),
        ),
        migrations.AddField(
            model_name='version',
            name='is_worded_by_desk',
            field=models.BooleanField(default=False, help_text='Whether the desk worded the reason from what was done, because nobody typed one.'),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
