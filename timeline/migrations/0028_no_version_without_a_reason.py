from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('timeline', '0027_reasons'),
    ]

    operations = [
        migrations.AlterField(
            model_name='asidechange',
            name='why',
            field=models.CharField(help_text='The reason, in a sentence.', max_length=500),
        ),
        migrations.AlterField(
            model_name='version',
            name='why',
            field=models.CharField(help_text='The reason, in a sentence.', max_length=500),
        ),
        migrations.AddConstraint(
            model_name='asidechange',
            constraint=models.CheckConstraint(condition=models.Q(('why', ''), _negated=True), name='asidechange_has_why'),
        ),
        migrations.AddConstraint(
            model_name='version',
            constraint=models.CheckConstraint(condition=models.Q(('why', ''), _negated=True), name='version_has_why'),
        ),
    ]
