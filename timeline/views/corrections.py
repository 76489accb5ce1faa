"""What was corrected and what was withdrawn: as a page, and as an Atom feed of the same."""

import datetime
import re

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, get_tag_uri

from timeline.filters.corrections import Correction, CorrectionsPage
from timeline.views.rendering import render_page

# What XML does not allow in a document: a text may hold it all the same.
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# The feed of a site that corrected nothing has to say when it changed, and says so each time alike.
_NEVER = datetime.datetime(2015, 1, 1, tzinfo=datetime.UTC)


class StableFeed(Atom1Feed):
    def latest_post_date(self):
        return super().latest_post_date() if self.items else _NEVER


def corrections(request):
    filters = CorrectionsPage(request.GET)
    filters.page  # noqa: B018 - a wrong cursor is only found out by its list
    return render_page(request, "corrections/corrections.html", {"filters": filters})


def feed(request):
    """The newest that the filters leave."""
    filters = CorrectionsPage(request.GET)
    if filters.problems:
        return render_page(request, "wrong_query.html", {"filters": filters})
    site = request.build_absolute_uri("/").rstrip("/")
    made = StableFeed(
        "Corrections of AI Dispute Timeline",
        site + reverse("corrections") + filters.address(),
        "What this record said, what it says now, and why; and what was withdrawn.",
        language="en",
        author_name="AI Dispute Timeline",
        feed_url=request.build_absolute_uri(),
    )
    for correction in filters.page.rows:
        _add(made, site, correction)
    return HttpResponse(made.writeString("utf-8"), content_type=made.content_type)


def _add(made: Atom1Feed, site: str, correction: Correction) -> None:
    address, moment = site + correction.own_address, correction.version.made_at
    made.add_item(
        _plain(f"{correction.what}: {correction.title}"),
        address,
        _plain(render_to_string("corrections/_entry.html", {"correction": correction, "site": site})),
        unique_id=get_tag_uri(f"{site}{correction.path}", moment),
        pubdate=moment,
        updateddate=moment,
        categories=[correction.what.lower(), correction.kind_label],
    )


def _plain(text: str) -> str:
    return _NOT_IN_XML.sub("", text)
