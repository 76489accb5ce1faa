from itertools import count

from django.db import migrations


def name_passages(apps, schema_editor):
    """Passages without a place are numbered, each revision of one alike; places found in them follow."""
    texts = apps.get_model("timeline", "SourceText").objects
    unnamed = texts.filter(extraction="transcribed", locator="")
    for source in set(unnamed.order_by().values_list("source", flat=True)):
        taken = set(texts.filter(source=source).values_list("locator", flat=True))
        name = next(name for number in count(1) if (name := f"passage {number}") not in taken)
        revisions = set(unnamed.filter(source=source).values_list("revision", flat=True))
        unnamed.filter(source=source).update(locator=name)
        for check in apps.get_model("timeline", "QuoteCheck").objects.filter(source=source):
            for place in (*check.places, *check.proposed):
                if place["passage"] == "" and place["revision"] in revisions:
                    place.update(passage=name, locator=place["locator"] or name)
            check.save(update_fields=["places", "proposed"])


class Migration(migrations.Migration):
    dependencies = [("timeline", "0006_what_findings_tell")]

    operations = [
        migrations.RunPython(name_passages, migrations.RunPython.noop),
    ]
