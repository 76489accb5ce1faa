from django.db import migrations


class Migration(migrations.Migration):
    """A table of its own and no model: no dump or fixture may carry a version from one database to another."""

    dependencies = [("timeline", "0008_passages_stay_named")]

    operations = [
        migrations.RunSQL(
            [
                "CREATE TABLE data_version (version varchar(32) NOT NULL)",
                "INSERT INTO data_version (version) VALUES ('first')",
            ],
            "DROP TABLE data_version",
        ),
    ]
