"""The app's entry in Django's registry."""

from django.apps import AppConfig


class TimelineConfig(AppConfig):
    name = "timeline"
    verbose_name = "The record"
    default_auto_field = "django.db.models.BigAutoField"
