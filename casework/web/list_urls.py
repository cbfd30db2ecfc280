"""Addresses of lists and of long work."""

from collections.abc import Callable

from django.urls import URLPattern, path

from casework.web import bulk, exports, facets, jobs, list_columns, list_print, list_views, lists

#: How a set of addresses of one kind names them: rest of the address, view, name.
At = Callable[..., URLPattern]


def patterns() -> list[URLPattern]:
    """One's own long work."""
    return [
        path("me/jobs/", jobs.Jobs.as_view(), name="jobs"),
        path("me/jobs/<uuid:job>/", jobs.OneJob.as_view(), name="job"),
        path("me/jobs/<uuid:job>/file/", jobs.JobFile.as_view(), name="job-file"),
    ]


def of_kind(at: At) -> list[URLPattern]:
    """The list of a kind and what belongs to it; before the addresses of single records."""
    return [
        at("", lists.RecordList, "list"),
        at("filters/<slug:name>/", facets.Panel, "filter"),
        at("views/", list_views.Views, "views"),
        at("views/<int:view>/", list_views.OneView, "view"),
        at("views/<int:view>/delete/", list_views.DeleteView, "view-delete"),
        at("columns/", list_columns.Columns, "columns"),
        at("print/", list_print.Print, "print-list"),
        at("export/", exports.Export, "export"),
        at("bulk/assign/", bulk.Assign, "bulk-assign"),
        at("bulk/remind/", bulk.Remind, "bulk-remind"),
        at("bulk/follow/", bulk.Follow, "bulk-follow"),
        at("<str:key>/follow/", bulk.FollowOne, "follow"),
    ]
