"""A form whose effect is shown before it is saved: what was seen is what is confirmed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from casework.actor import Actor
from casework.refusals import Refusal
from casework.web import errors
from casework.web.manage_acts import STAY, FormPage


@dataclass(frozen=True)
class Preview:
    """What saving would do: sentences, and groups of (heading, lines written out, how many there are in all)."""

    lines: Sequence[str]
    groups: Sequence[tuple[str, Sequence[str], int]] = field(default_factory=tuple)

    def digest(self) -> str:
        """Names this effect: another effect meanwhile, or another word typed, is shown again before it is saved."""
        return sha256(repr((tuple(self.lines), tuple(self.groups))).encode()).hexdigest()


class PreviewedPage(FormPage):
    """Base: the first sending shows the effect, the second with the same effect saves."""

    def typed(self, form: Any) -> dict[str, Any]:
        """Values to put in place of what was typed: an upload becomes text, so that it need not be chosen again."""
        return {}

    def preview(self, actor: Actor, data: dict[str, Any]) -> Preview:
        raise NotImplementedError

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        actor = self.actor()
        form = self.form_class(actor, request.POST, request.FILES)
        if not form.is_valid():
            return self._show(actor, form, status=422)
        try:
            seen = self.preview(actor, form.cleaned_data)
            if request.POST.get("seen") == seen.digest():
                return self.carry_out(actor, form.cleaned_data)
        except Refusal as refusal:
            if refusal.status not in STAY:
                raise
            errors.log_refusal(request, refusal, code=self.code)
            form.take(refusal.errors)
            if not refusal.errors and not refusal.denials:
                form.add_error(None, str(refusal.message))
            return self._show(actor, form, refusals=refusal.denials, status=refusal.status)
        changed = _("情况变了，请再看一遍。") if request.POST.get("seen") else ""
        again = self.form_class(actor, {**request.POST.dict(), **self.typed(form)})
        again.is_valid()
        return self._show(actor, again, seen=seen, changed=changed)

    def _show(self, actor: Actor, form: Any, *, refusals: Any = (), status: int = 200, seen: Preview | None = None,
              changed: str = "") -> HttpResponse:  # fmt: skip
        more: dict[str, Any] = {}
        if seen is not None:
            about = self.about(actor)
            more = {"lines": [line for line in (changed, *seen.lines) if line], "seen": seen.digest(),
                    "submit": about["confirm"],
                    "groups": [{"title": t, "lines": ls, "more": n - len(ls)} for t, ls, n in seen.groups]}  # fmt: skip
        return self._page(actor, form, refusals, status, more)
