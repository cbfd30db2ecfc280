"""A form whose effect is shown before it is saved: what was seen is what is confirmed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from casework.actor import Actor
from casework.web.manage_acts import FormPage


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

    def sent(self, actor: Actor, form: Any) -> HttpResponse:
        before, seen = self.request.POST.get("seen"), self.preview(actor, form.cleaned_data)
        if before == seen.digest():
            return self.carry_out(actor, form.cleaned_data)
        sent = self.request.POST.copy()  # with all values of what may be ticked several times
        for name, value in self.typed(form).items():
            sent[name] = value
        again = self.form_class(actor, sent)
        again.is_valid()
        more = {
            "lines": [_("情况变了，请再看一遍。"), *seen.lines] if before else seen.lines, "seen": seen.digest(),
            "submit": self.about(actor)["confirm"],
            "groups": [{"title": t, "lines": ls, "more": n - len(ls)} for t, ls, n in seen.groups],
        }  # fmt: skip
        return self._page(actor, again, (), 200, more)
