"""The drafts of papers that the form of an act offers to look at."""

from typing import Any

from django.utils.translation import gettext as _

from casework.actor import Actor
from casework.declaration import Act, Row, may_act
from casework.papers import drafting
from casework.web import frames


def of(record: Any, act: Act, actor: Actor) -> list[dict[str, str]]:
    """One button a paper whose text is written in this form."""
    if not may_act(act, actor.role):
        return []
    page, code = "do-draft" if isinstance(act, Row) else "amend-draft", act.code.replace("_", "-")
    return [
        {"label": _("看%(paper)s稿") % {"paper": one.name}, "url": frames.url(record, page, code=code, paper=one.code)}
        for one in drafting.offered(act)
    ]
