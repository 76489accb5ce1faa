"""The sitemap: every page that readers can see."""

from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from timeline.models import Case, Event, Filing, Party, Question, Quote, Source


class Records(Sitemap):
    limit = 5000

    def __init__(self, model):
        self.model = model

    def items(self):
        return self.model.objects.public().order_by("pk").only("slug", "changed_at")

    def lastmod(self, record):
        return record.changed_at

    def get_latest_lastmod(self):
        newest = self.model.objects.public().order_by("-changed_at").only("changed_at").first()
        return newest.changed_at if newest else None


class Lists(Sitemap):
    def items(self):
        lists = ["timeline", "lanes", "compare", "cases", "parties", "quotes", "questions", "sources"]
        return [*lists, "corrections", "checks", "about"]

    def location(self, name):
        return reverse(name)


sitemaps = {
    "lists": Lists,
    **{model._meta.model_name: Records(model) for model in (Event, Case, Filing, Party, Quote, Question, Source)},
}
