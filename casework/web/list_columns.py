"""Which columns a person's list shows and in which order: by ticking and by moving up and down, without dragging."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from casework.kinds import Kind
from casework.list_settings import COMPACT, DENSITIES, ListSettings, keep_settings
from casework.listing import MOST_COLUMNS
from casework.web.lists import Listing
from casework.web.records import PageView


class Columns(PageView):
    """GET the choice; POST moves a column (`up`, `down`), goes back to what is given (`reset`), or keeps the choice."""

    kind_name = ""

    def get(self, request: HttpRequest) -> HttpResponse:
        listing = Listing.of(request, self.kind_name)
        wanted = listing.settings.columns or list(listing.kind.first_columns)
        order = [*wanted, *_rest(listing.kind, wanted)]
        return self._show(listing, _Choice(order, set(wanted), listing.settings.density))

    def post(self, request: HttpRequest) -> HttpResponse:
        listing = Listing.of(request, self.kind_name)
        if "reset" in request.POST:
            return self._keep(listing, [], COMPACT)
        order = _known(listing.kind, request.POST.getlist("order"))
        density = request.POST.get("density", "")
        choice = _Choice(
            [*order, *_rest(listing.kind, order)], set(request.POST.getlist("column")),
            density if density in dict(DENSITIES) else COMPACT,
        )  # fmt: skip
        if moved := request.POST.get("up") or request.POST.get("down"):
            choice.move(moved, -1 if "up" in request.POST else 1)
            return self._show(listing, choice)
        if problem := choice.problem(MOST_COLUMNS - sum(column.fixed for column in listing.kind.columns)):
            return self._show(listing, choice, problem)
        return self._keep(listing, choice.wanted, choice.density)

    def _keep(self, listing: Listing, wanted: list[str], density: str) -> HttpResponse:
        keep_settings(listing.actor.person.user, listing.kind.name, ListSettings(wanted, density))
        messages.success(self.request, _("列和行高已保存，只影响您自己。"))
        return HttpResponseRedirect(listing.address())

    def _show(self, listing: Listing, choice: "_Choice", error: str = "") -> HttpResponse:
        labels = {column.code: column.label for column in listing.kind.columns}
        last = len(choice.order) - 1
        columns: list[dict[str, Any]] = [
            {"code": c, "label": labels[c], "chosen": c in choice.ticked, "first": n == 0, "last": n == last}
            for n, c in enumerate(choice.order)
        ]
        context = {
            "columns": columns, "fixed": [c.label for c in listing.kind.columns if c.fixed], "error": error,
            "most": MOST_COLUMNS, "back_url": listing.address(), "density": choice.density,
            "title": listing.kind.label, "densities": DENSITIES, "address": self.request.get_full_path(),
        }  # fmt: skip
        return render(self.request, "casework/columns.html", context, status=422 if error else 200)


@dataclass
class _Choice:
    """All columns in the person's order, those that are ticked, and the height of the rows."""

    order: list[str]
    ticked: set[str]
    density: str

    @property
    def wanted(self) -> list[str]:
        return [code for code in self.order if code in self.ticked]

    def move(self, code: str, by: int) -> None:
        """Move a column by one place; at the end it stays."""
        if code in self.order:
            place = self.order.index(code)
            self.order.remove(code)
            self.order.insert(min(max(place + by, 0), len(self.order)), code)

    def problem(self, free: int) -> str:
        """What is wrong with the choice; empty where nothing is."""
        if not self.wanted:
            return _("至少选一列。")
        if len(self.wanted) > free:
            return _("最多%(most)d列，多选了%(more)d列。") % {"most": MOST_COLUMNS, "more": len(self.wanted) - free}
        return ""


def _known(kind: Kind, codes: Sequence[str]) -> list[str]:
    free = {column.code for column in kind.columns if not column.fixed}
    return [code for code in dict.fromkeys(codes) if code in free]


def _rest(kind: Kind, codes: Sequence[str]) -> list[str]:
    """The columns that are not among these, as the kind lists them."""
    return [column.code for column in kind.columns if not column.fixed and column.code not in codes]
