"""Sessions, throttle, second factors and the audit list, which administrators may read."""

from importlib import import_module

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

groups = import_module("timeline.migrations.0002_groups")
giving = import_module("timeline.migrations.0017_groups_and_reports").giving

give, take = giving({"administrator": groups.codenames("timeline", ["auditentry"], ["view"])})


class Migration(migrations.Migration):

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('timeline', '0022_comments_and_saved_filters'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='SecondFactor',
            fields=[
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='second_factor', serialize=False, to=settings.AUTH_USER_MODEL)),
                ('salt', models.CharField(help_text='What makes this secret another than all others.', max_length=64)),
                ('confirmed_at', models.DateTimeField(help_text='When the first code was right; empty: not in use yet.', null=True)),
                ('last_step', models.BigIntegerField(default=0, help_text='The half minute of the last code taken: none twice.')),
            ],
            options={
                'db_table': 'desk_second_factor',
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='SecondFactorDemand',
            fields=[
                ('group', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='second_factor_demand', serialize=False, to='auth.group')),
                ('since', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'db_table': 'desk_second_factor_demand',
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='SignInCount',
            fields=[
                ('digest', models.CharField(help_text='Keyed fingerprint of an account, an address, or both.', max_length=64, primary_key=True, serialize=False)),
                ('failures', models.PositiveIntegerField(default=0, help_text='Failures since the last success.')),
                ('free_at', models.DateTimeField(help_text='Before this no attempt is looked at.')),
                ('forgotten_at', models.DateTimeField(db_index=True, help_text='After this the row means nothing and is deleted.')),
            ],
            options={
                'db_table': 'desk_sign_in_count',
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='AuditEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(auto_now_add=True, db_index=True, help_text='When it happened.')),
                ('kind', models.CharField(choices=[('signed_in', 'Signed in'), ('failed', 'Sign-in failed'), ('delayed', 'Sign-in delayed'), ('signed_out', 'Signed out'), ('sessions_ended', 'Sessions ended'), ('password', 'Password changed'), ('factor_on', 'Second factor switched on'), ('factor_off', 'Second factor switched off'), ('recovery_codes', 'New recovery codes'), ('recovery_code_used', 'Recovery code used'), ('user_added', 'User added'), ('user_changed', 'User changed'), ('user_deleted', 'User deleted'), ('group_added', 'Group added'), ('group_changed', 'Group changed'), ('group_deleted', 'Group deleted')], help_text='What happened.', max_length=20)),
                ('by_name', models.CharField(blank=True, help_text='The name of that account at the time.', max_length=150, verbose_name='who')),
                ('about', models.CharField(blank=True, help_text='The user or group that it was done to.', max_length=200)),
                ('what', models.TextField(blank=True, help_text='What exactly, as each right given or taken.')),
                ('address', models.GenericIPAddressField(blank=True, help_text='Where it came from; taken out of the list after some weeks.', null=True)),
                ('device', models.CharField(blank=True, help_text='The browser, as it calls itself; taken out too.', max_length=60)),
                ('about_user', models.ForeignKey(blank=True, help_text='The account that it was done to, while there is one.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('by', models.ForeignKey(blank=True, help_text='Whose account did it.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name_plural': 'audit entries',
                'db_table': 'desk_audit_entry',
                'ordering': ['-id'],
                'default_permissions': ('view',),
            },
        ),
        migrations.CreateModel(
            name='DeskSession',
            fields=[
                ('session_key', models.CharField(max_length=40, primary_key=True, serialize=False, verbose_name='session key')),
                ('session_data', models.TextField(verbose_name='session data')),
                ('expire_date', models.DateTimeField(db_index=True, verbose_name='expire date')),
                ('started_at', models.DateTimeField(help_text='When they signed in.')),
                ('seen_at', models.DateTimeField(help_text='When they last asked for a page, to some minutes.')),
                ('device', models.CharField(blank=True, help_text='The browser, as it calls itself.', max_length=60)),
                ('address', models.GenericIPAddressField(help_text='Where they last asked from.', null=True)),
                ('user', models.ForeignKey(db_constraint=False, help_text='Who signed in; empty while only the password is known.', null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'session',
                'verbose_name_plural': 'sessions',
                'db_table': 'desk_session',
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='RecoveryCode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(help_text='SHA-256 of the code; deleted with its use.', max_length=64, unique=True)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'desk_recovery_code',
                'default_permissions': (),
            },
        ),
        migrations.RunPython(give, take),
    ]
