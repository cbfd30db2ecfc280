"""What lines of the access log about the station's own pages say."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from casework.web.access_words import Words

_PAGES: dict[str, Any] = {"national": _("录入国家系统"), "staff": _("从业查询")}


def _page(code: str) -> str:
    return str(_PAGES.get(code, code))


#: Prefix of a subject → the rest in words.
OF: Mapping[str, Words] = {"relief": _page}
