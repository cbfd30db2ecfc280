"""Addresses of the pages: the desk and its neighbours, then one set a kind. Numbers, never names, stand in them."""

from django.contrib.auth.views import LogoutView
from django.urls import URLPattern, path

from casework import kinds
from casework.web import (
    acts,
    desk,
    drafts,
    jobs,
    lists,
    manage_urls,
    pages,
    password,
    pins,
    records,
    reveal,
    reviews,
    session,
)


def patterns() -> list[URLPattern]:
    """Everything but the API and the pages that domains add."""
    shared = [
        path("", desk.Desk.as_view(), name="desk"),
        path("login/", session.Login.as_view(), name="login"),
        path("logout/", LogoutView.as_view(next_page="/login/"), name="logout"),
        path("me/post/", session.Switch.as_view(), name="switch-post"),
        path("me/password/", password.ChangePassword.as_view(), name="change-password"),
        path("me/drafts/<str:place>/", drafts.KeepDraft.as_view(), name="draft"),
        path("me/jobs/", jobs.Jobs.as_view(), name="jobs"),
        path("me/jobs/<uuid:job>/", jobs.OneJob.as_view(), name="job"),
        path("me/jobs/<uuid:job>/file/", jobs.JobFile.as_view(), name="job-file"),
        path("inbox/", pages.Inbox.as_view(), name="inbox"),
        path("p/pin/", pins.PinInPlace.as_view(), name="pin"),
        path("search/", pages.Search.as_view(), name="search"),
        path("manage/access-log/", pages.AccessLog.as_view(), name="access-log"),
        path("manage/outbox/", pages.Outbox.as_view(), name="outbox"),
    ]
    shared += manage_urls.patterns()
    return shared + [pattern for kind in kinds.all_kinds() if kind.page for pattern in _of(kind)]


def _of(kind: kinds.Kind) -> list[URLPattern]:
    def at(rest: str, view: type[records.PageView], name: str) -> URLPattern:
        return path(f"{kind.page}/{rest}", view.as_view(kind_name=kind.name), name=f"{kind.page}-{name}")

    return [
        at("", lists.RecordList, "list"),
        at("<str:key>/", records.Detail, "detail"),
        at("<str:key>/do/<slug:code>/", acts.Do, "do"),
        at("<str:key>/amend/<slug:code>/", acts.Amend, "amend"),
        at("<str:key>/proposals/<uuid:proposal>/", reviews.Review, "proposal"),
        at("<str:key>/reveal/<slug:field>/", reveal.Reveal, "reveal"),
        at("<str:key>/as-at/", records.ChooseDay, "as-at-choose"),
        at("<str:key>/as-at/<day:day>/", records.AsAt, "as-at"),
        at("<str:key>/files/<uuid:file>/", records.File, "file"),
    ]
