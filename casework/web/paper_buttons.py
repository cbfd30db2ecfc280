"""The drafts of papers that the form of an act offers to look at."""

import json
from collections.abc import Collection, Mapping
from typing import Any

from django.utils.translation import gettext as _

from casework.actor import Actor
from casework.declaration import Act, Row, may_act
from casework.papers import drafting
from casework.web import frames


def of(record: Any, act: Act, actor: Actor) -> list[dict[str, str]]:
    """One button a paper whose text is written in this form and can come of it; `when` are the answers it comes of."""
    if not may_act(act, actor.role):
        return []
    page, code = "do-draft" if isinstance(act, Row) else "amend-draft", act.code.replace("_", "-")
    return [
        {"label": _("看%(paper)s稿") % {"paper": one.name}, "url": frames.url(record, page, code=code, paper=one.code),
         "when": _when(one.answers_of(act))}
        for one in drafting.open_to(record, act, actor)
    ]  # fmt: skip


def _when(answers: Mapping[str, Collection[str]]) -> str:
    """As the page's script reads it; empty where the paper comes of any answer."""
    return json.dumps({name: sorted(wanted) for name, wanted in answers.items()}) if answers else ""
