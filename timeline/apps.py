"""The app's entry in Django's registry, and the admin's, which has a site of its own."""

from importlib import import_module

from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, pre_migrate

from timeline import data_version
from timeline.recent_writes import log as recent_writes


class TimelineConfig(AppConfig):
    name = "timeline"
    verbose_name = "The record"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        # Django's only way to a connection before its first query.
        connection_created.connect(data_version.watch, dispatch_uid="data_version")
        connection_created.connect(_has_json, dispatch_uid="has_json")
        pre_migrate.connect(recent_writes.stand_aside, sender=self, dispatch_uid="recent_writes")
        post_migrate.connect(recent_writes.install, sender=self, dispatch_uid="recent_writes")


def _has_json(connection, **kwargs) -> None:
    """Both databases have JSON. To find that out of SQLite, Django would wait for whoever writes, in front of a reader,
    and take a wait that was too long for a no, for as long as the connection lasts."""
    connection.features.supports_json_field = True


class DeskConfig(admin_apps.AdminConfig):
    default = False
    default_site = "timeline.admin.site.DeskSite"

    def ready(self):
        # Before anything asks for the site: its class lies in the package that registers with it.
        import_module("timeline.admin")
        super().ready()
