"""What is typed into a form is kept on the server every five seconds, for the person who typed it and nobody else.

For a form of your own:

1. name its place, `[a-z0-9._-]{1,120}`, such as `intake` or `<record id>.<act>`: never a name or number of a person;
2. give the template `**drafts.frame(request.user, place)`: `draft` (name), `draft_url` (POST takes the form's fields),
   `kept` (`{"saved_at", "revision", "values": {name: [text]}, "other"}`, or None before the first save), and write

       <form method="post" data-draft="{{ draft }}" data-draft-url="{{ draft_url }}">
         {{ kept|json_script }}{% include "casework/components/draft.html" %}  …  <span data-draft-note></span>

   with the hidden `idempotency_key` of the page; the script does the rest: a field inside `data-private` is kept on
   the server only, never in the browser;
3. when the form was carried out, in the same request: `drafts.done(request.user, place, opening=idempotency_key)`.

A draft outlives log-out, time-out, a lost line and the machine. Two windows: the newest text wins, the answer says so
and carries the replaced text as `other`, which is kept beside it until the form is sent. Drafts that nobody touched
for 30 days are swept.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from casework import clock, crypto
from casework.models import Draft
from casework.refusals import BadRequest

CONTEXT = "casework.Draft.content"
KEPT_FOR = timedelta(days=30)
#: Bytes of one draft, and drafts of one person; beyond, the oldest goes.
MOST_BYTES, MOST_DRAFTS = 256 * 1024, 200
PLACE = re.compile(r"[a-z0-9._-]{1,120}")
#: Fields of a form that are no text of the person.
_NOT_KEPT = frozenset({"csrfmiddlewaretoken", "idempotency_key", "version"})

Values = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Kept:
    """One kept text: when, the count of its saves, the values by field, and the replaced ones of another window."""

    saved_at: datetime
    revision: int
    values: Values
    other: Mapping[str, Any] | None = None

    def as_json(self) -> dict[str, Any]:
        """As the page gets it; moments in ISO."""
        return {
            "saved_at": self.saved_at.isoformat(), "revision": self.revision, "values": dict(self.values),
            "other": self.other,
        }  # fmt: skip


def frame(user: Any, place: str) -> dict[str, Any]:
    """What the template of a form needs to keep its draft."""
    found = kept(user, place)
    return {"draft": place, "draft_url": reverse("draft", args=[place]), "kept": found.as_json() if found else None}


def kept(user: Any, place: str) -> Kept | None:
    """This person's text for this form, without values once it was carried out; None where nothing was ever typed."""
    draft = Draft.objects.filter(user=user, place=place).first()
    return _opened(draft) if draft else None


@transaction.atomic
def save(user: Any, place: str, values: Values, *, revision: int, opening: str = "") -> Kept:
    """Keep this text. `revision` is the last one the window knew: an older one means that another wrote meanwhile.

    A window that sends after its form was carried out (`opening`) is answered and nothing is kept. Raises BadRequest
    for a place that cannot be, or a text of more than 256 KB.
    """
    if not PLACE.fullmatch(place) or len(opening) > 64:
        raise BadRequest(_("表单不完整，请从页面上重新打开。"), field="place")
    values = {name: list(texts) for name, texts in values.items() if name not in _NOT_KEPT}
    if len(json.dumps(values, ensure_ascii=False).encode(errors="replace")) > MOST_BYTES:
        raise BadRequest(_("内容太长，草稿存不下。请先提交，或分开写。"))
    now = clock.now()
    Draft.objects.bulk_create(
        [Draft(user=user, place=place, content=b"", saved_at=now)],
        ignore_conflicts=True,  # another window may be the first at the same moment
    )
    draft = Draft.objects.select_for_update().get(user=user, place=place)
    if opening and opening == draft.opening:
        return Kept(draft.saved_at, draft.revision, {})
    other = _replaced(_opened(draft), values, revision)
    draft.revision += 1
    draft.saved_at = now
    empty = _is_empty(values) and other is None
    draft.content = b"" if empty else crypto.encrypt_json({"values": values, "other": other}, context=CONTEXT)
    draft.save(update_fields=["revision", "saved_at", "content"])
    _keep_few(user)
    return Kept(now, draft.revision, values, other)


def _replaced(before: Kept, values: Values, revision: int) -> Mapping[str, Any] | None:
    """The text to keep beside the new one: that of a window which wrote meanwhile, or what one changed back from."""
    foreign = revision < before.revision and not _is_empty(before.values) and before.values != values
    back = before.other is not None and before.other["values"] == values
    if foreign or back:
        return {"saved_at": before.saved_at.isoformat(), "values": before.values}
    return before.other


def _is_empty(values: Values) -> bool:
    return not any(text.strip() for texts in values.values() for text in texts)


def done(user: Any, place: str, *, opening: str = "") -> None:
    """The form was carried out: its text is forgotten, and what its page still sends is not kept again."""
    Draft.objects.filter(user=user, place=place).update(content=b"", opening=opening[:64], saved_at=clock.now())


def sweep() -> int:
    """Delete the drafts that nobody touched for 30 days; returns how many."""
    deleted, _per_model = Draft.objects.filter(saved_at__lte=clock.now() - KEPT_FOR).delete()
    return deleted


def _opened(draft: Draft) -> Kept:
    if not draft.content:
        return Kept(draft.saved_at, draft.revision, {})
    content = crypto.decrypt_json(bytes(draft.content), context=CONTEXT)
    return Kept(draft.saved_at, draft.revision, content["values"], content["other"])


def _keep_few(user: Any) -> None:
    beyond = Draft.objects.filter(user=user).order_by("-saved_at", "-pk").values_list("pk", flat=True)[MOST_DRAFTS:]
    if gone := list(beyond):
        Draft.objects.filter(pk__in=gone).delete()
