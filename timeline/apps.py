"""The app's entry in Django's registry, and the admin's, which has a site of its own."""

from importlib import import_module

from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps
from django.db.backends.signals import connection_created

from timeline import data_version


class TimelineConfig(AppConfig):
    name = "timeline"
    verbose_name = "The record"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        # Django's only way to a connection before its first query.
        connection_created.connect(data_version.watch, dispatch_uid="data_version")


class DeskConfig(admin_apps.AdminConfig):
    default = False
    default_site = "timeline.admin.site.DeskSite"

    def ready(self):
        # Before anything asks for the site: its class lies in the package that registers with it.
        import_module("timeline.admin")
        super().ready()
