"""Saved views: a list's filters under a name. A view is an address; it opens nothing that is not in one's own scope."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework import clock, unused_words
from casework.actor import Actor
from casework.api import filters
from casework.masking import contains_personal
from casework.models import SavedView
from casework.refusals import OutOfScope
from casework.web.lists import Listing, params_of, query_of
from casework.web.records import PageView

#: Views one person keeps for one list at most.
MOST = 50


class ViewForm(forms.Form):
    """Name and audience of a view to keep."""

    name = forms.CharField(
        label=gettext_lazy("名称"), max_length=30, error_messages={"required": gettext_lazy("请填写名称")}
    )
    shared = forms.ChoiceField(label=gettext_lazy("给谁看"), choices=SavedView.SHARED, required=False)

    def clean_name(self) -> str:
        name = " ".join(self.cleaned_data["name"].split())
        if contains_personal(name):
            raise forms.ValidationError(_("名称里不能有电话或证件号。"))
        if said := unused_words.problem(name):
            raise forms.ValidationError(said)
        return name


def readable(actor: Actor, kind_name: str) -> QuerySet[SavedView]:
    """The views this actor finds in the menu: their own, their agency's, and those for everybody."""
    found = Q(owner=actor.user_id) | Q(shared=SavedView.ALL) | Q(shared=SavedView.AGENCY, agency=actor.agency_id)
    return SavedView.objects.filter(found, kind=kind_name).select_related("owner", "agency").order_by("name", "pk")


class Views(PageView):
    """GET: the menu of views, with the form that keeps the present filters; POST keeps them."""

    kind_name = ""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._show(request, Listing.of(request, self.kind_name), ViewForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        listing = Listing.of(request, self.kind_name)
        form = ViewForm(request.POST)
        if form.is_valid():
            self._check(form, listing)
        if form.errors:
            return self._show(request, listing, form, status=422)
        view = SavedView.objects.create(
            owner=listing.actor.person.user, agency=listing.actor.person.agency, kind=listing.kind.name,
            query=listing.query(), created_at=clock.now(), **form.cleaned_data,
        )  # fmt: skip
        messages.success(request, _("已存视图“%(name)s”。") % {"name": view.name})
        return HttpResponseRedirect(reverse(f"{listing.kind.page}-view", kwargs={"view": view.pk}))

    def _check(self, form: ViewForm, listing: Listing) -> None:
        """The filters must mean something, and the name be new."""
        filters.filtered(listing.kind, listing.params, listing.actor)
        mine = SavedView.objects.filter(owner=listing.actor.user_id, kind=listing.kind.name)
        if mine.filter(name=form.cleaned_data["name"]).exists():
            form.add_error("name", _("您已有同名视图，换个名称。"))
        elif mine.count() >= MOST:
            form.add_error("name", _("最多存%(most)d个视图，先删去不用的。") % {"most": MOST})
        elif len(listing.query()) > 600:
            form.add_error("name", _("筛选条件太多，存不下，请少选几项。"))

    def _show(self, request: HttpRequest, listing: Listing, form: ViewForm, status: int = 200) -> HttpResponse:
        views = {
            "groups": _groups(listing), "base": listing.base, "query": listing.query(), "words": listing.words(),
            "save_url": f"{reverse(f'{listing.kind.page}-views')}?{listing.query()}", "title": listing.kind.label,
        }  # fmt: skip
        fragment = request.htmx and status == 200  # type: ignore[attr-defined]
        template = "casework/components/view_menu.html" if fragment else "casework/views.html"
        return render(request, template, {"views": views, "form": form}, status=status)


def _groups(listing: Listing) -> list[dict[str, Any]]:
    """What comes with the product, mine, my agency's, everybody's: each under its heading."""
    actor, page = listing.actor, listing.kind.page
    there: dict[str, list[dict[str, Any]]] = {"mine": [], "agency": [], "all": []}
    for view in readable(actor, listing.kind.name):
        own = view.owner_id == actor.user_id
        there["mine" if own else view.shared].append({
            "name": view.name, "url": reverse(f"{page}-view", kwargs={"view": view.pk}), "by": _by(view, own),
            "delete_url": reverse(f"{page}-view-delete", kwargs={"view": view.pk}) if own else "",
        })  # fmt: skip
    given = [{"name": v.label, "url": f"{listing.base}?{v.query}", "by": ""} for v in listing.kind.views(actor)]
    headings = (("", given), (_("我的"), there["mine"]), (_("本单位"), there["agency"]), (_("共享"), there["all"]))
    return [{"label": label, "views": found} for label, found in headings if found]


def _by(view: SavedView, own: bool) -> str:
    if own:
        return str(view.get_shared_display()) if view.shared else ""
    return f"{view.agency.name} {view.owner.display_name}" if view.shared == SavedView.ALL else view.owner.display_name


class _View(PageView):
    kind_name = ""

    def view(self, request: HttpRequest, pk: int) -> tuple[Listing, SavedView]:
        listing = Listing.of(request, self.kind_name)
        found = readable(listing.actor, listing.kind.name).filter(pk=pk).first()
        if found is None:
            raise OutOfScope
        return listing, found


class OneView(_View):
    """The address of a view leads to the list it means."""

    def get(self, request: HttpRequest, view: int) -> HttpResponse:
        listing, found = self.view(request, view)
        query = query_of(params_of(QueryDict(found.query)) | {"view": found.pk})
        return HttpResponseRedirect(f"{listing.base}?{query}")


class DeleteView(_View):
    """POST removes one's own view."""

    def post(self, request: HttpRequest, view: int) -> HttpResponse:
        listing, found = self.view(request, view)
        if found.owner_id != listing.actor.user_id:
            raise OutOfScope
        found.delete()
        messages.success(request, _("已删去视图“%(name)s”。") % {"name": found.name})
        return HttpResponseRedirect(reverse(f"{listing.kind.page}-views"))
