"""The desk's pages that belong to no one model: worklists, merging, what was deleted, comments, help while typing."""

from functools import partial

from django.urls import path

from timeline.admin.comments import comments_page, delete_comment
from timeline.admin.dates_meant import date_meant
from timeline.admin.deleted import deleted_page, deleted_record
from timeline.admin.front_page import worklist_page
from timeline.admin.known_sources import known_sources
from timeline.admin.merging import merge_page
from timeline.admin.saved_filters import forget_filter, save_filter


def addresses(site) -> list:
    """Only for those who are signed in at this site."""

    def own(route, view, name):
        return path(route, site.admin_view(view), name=name)

    return [
        own("date/", date_meant, "date_meant"),
        own("worklists/<slug:name>/", partial(worklist_page, site), "worklist"),
        own("merge/<slug:kind>/", partial(merge_page, site), "merge"),
        own("deleted/", partial(deleted_page, site), "deleted"),
        own("deleted/<slug:kind>/<str:slug>/", partial(deleted_record, site), "deleted_record"),
        own("comments/<int:pk>/delete/", delete_comment, "comment_delete"),
        own("comments/<slug:kind>/<slug:slug>/", partial(comments_page, site), "comments"),
        own("sources/known/", known_sources, "known_sources"),
        own("filters/<slug:kind>/", save_filter, "filter_save"),
        own("filters/<int:pk>/forget/", forget_filter, "filter_forget"),
    ]
