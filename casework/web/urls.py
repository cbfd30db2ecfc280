"""Addresses of the pages: the desk and its neighbours, then one set a kind. Numbers, never names, stand in them."""

from django.contrib.auth.views import LogoutView
from django.urls import URLPattern, path

from casework import kinds
from casework.web import (
    access_log,
    acts,
    desk,
    detail,
    documents,
    drafts,
    genuine,
    inbox,
    list_urls,
    manage_urls,
    me,
    paper_drafts,
    password,
    pins,
    printing,
    record_map,
    records,
    reveal,
    reviews,
    search,
    session,
    waiting,
)


def patterns() -> list[URLPattern]:
    """Everything but the API and the pages that domains add."""
    shared = [
        path("", desk.Desk.as_view(), name="desk"),
        path("desk/news/", desk.News.as_view(), name="desk-news"),
        path("desk/read/", desk.ReadChanges.as_view(), name="desk-read"),
        path("desk/hint/", desk.CloseHint.as_view(), name="desk-hint"),
        path("desk/remind/<uuid:pk>/", waiting.Remind.as_view(), name="desk-remind"),
        path("login/", session.Login.as_view(), name="login"),
        path("logout/", LogoutView.as_view(next_page="/login/"), name="logout"),
        path("me/", me.Me.as_view(), name="me"),
        path("me/post/", session.Switch.as_view(), name="switch-post"),
        path("me/password/", password.ChangePassword.as_view(), name="change-password"),
        path("me/drafts/<str:place>/", drafts.KeepDraft.as_view(), name="draft"),
        *list_urls.patterns(),
        path("inbox/", inbox.Inbox.as_view(), name="inbox"),
        path("p/pin/", pins.PinInPlace.as_view(), name="pin"),
        path("p/d/<uuid:document>/", genuine.Genuine.as_view(), name="document-check"),
        path("search/", search.Search.as_view(), name="search"),
        path("search/suggest/", search.Suggest.as_view(), name="search-suggest"),
        path("manage/access-log/", access_log.AccessLog.as_view(), name="access-log"),
    ]
    shared += manage_urls.patterns()
    return shared + [pattern for kind in kinds.all_kinds() if kind.page for pattern in _of(kind)]


def _of(kind: kinds.Kind) -> list[URLPattern]:
    def at(rest: str, view: type[records.PageView], name: str) -> URLPattern:
        return path(f"{kind.page}/{rest}", view.as_view(kind_name=kind.name), name=f"{kind.page}-{name}")

    return [
        *list_urls.of_kind(at),
        at("<str:key>/", detail.Detail, "detail"),
        at("<str:key>/do/<slug:code>/", acts.Do, "do"),
        at("<str:key>/amend/<slug:code>/", acts.Amend, "amend"),
        at("<str:key>/do/<slug:code>/draft/<slug:paper>/", paper_drafts.OfTransition, "do-draft"),
        at("<str:key>/amend/<slug:code>/draft/<slug:paper>/", paper_drafts.OfAmendment, "amend-draft"),
        at("<str:key>/proposals/<uuid:proposal>/", reviews.Review, "proposal"),
        at("<str:key>/reveal/<slug:field>/", reveal.Reveal, "reveal"),
        at("<str:key>/map/", record_map.RecordMap, "map"),
        at("<str:key>/verify/", detail.Verify, "verify"),
        at("<str:key>/as-at/", detail.ChooseDay, "as-at-choose"),
        at("<str:key>/as-at/<day:day>/", detail.AsAt, "as-at"),
        at("<str:key>/files/<uuid:file>/", records.File, "file"),
        at("<str:key>/documents/<uuid:document>/", documents.OneDocument, "document"),
        at("<str:key>/documents/<uuid:document>/pdf/", documents.Pdf, "document-pdf"),
        at("<str:key>/documents/<uuid:document>/word/", documents.Word, "document-word"),
        at("<str:key>/print/", printing.Sheet, "print"),
    ]
