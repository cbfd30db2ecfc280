"""The places outside that messages go to, kept by the administrator: off until switched on, the secret never shown."""

import re

from django.db import transaction
from django.utils.translation import gettext as _

from casework import accesslog, reference
from casework.accounts import check
from casework.actor import Actor
from casework.adapters.webhook import seal_secret
from casework.models import AccessAction, Receiver
from casework.refusals import InvalidData

_CODE = re.compile(r"[a-z][a-z0-9-]{2,39}")
LEAST_SECRET = 16


def problems(*, code: str, adapter: str, address: str, secret: str, active: bool) -> dict[str, list[str]]:
    """What stands against a receiver, by field."""
    found: dict[str, list[str]] = {}
    if not _CODE.fullmatch(code):
        found["code"] = [_("代码用3至40个小写字母、数字或横线，字母开头。")]
    if adapter == "webhook" and not address.startswith("https://"):
        found["address"] = [_("接口地址以https://开头，内容才不会在路上被看到。")]
    elif active and not address:
        found["address"] = [_("启用前请填地址。")]
    if secret and len(secret) < LEAST_SECRET:
        found["secret"] = [_("签名密钥至少%(n)d位。") % {"n": LEAST_SECRET}]
    return found


def keep(*, code: str, title: str, adapter: str, address: str, secret: str, active: bool, actor: Actor) -> Receiver:
    """Write a receiver, new or known; an empty secret leaves the one there is. Raises NotYourRole, InvalidData."""
    check(actor, "U")
    found = problems(code=code, adapter=adapter, address=address, secret=secret, active=active)
    if found:
        raise InvalidData(found)
    with transaction.atomic():
        values: dict[str, object] = {"title": title, "adapter": adapter, "address": address, "active": active}
        if secret:
            values["secret"] = seal_secret(secret)
        made, _created = Receiver.objects.update_or_create(code=code, defaults=values)
        reference.forget()
        detail = {"active": active, "secret_changed": bool(secret)}
        accesslog.record_access(actor, AccessAction.RULES_CHANGED, subject=f"receiver:{code}", detail=detail)
    return made
