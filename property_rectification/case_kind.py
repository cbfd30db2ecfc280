"""What the kernel asks about rectification cases that their declaration does not say."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from casework.context import Context
from casework.kinds import Kind
from property_rectification import case_choices, case_clocks
from property_rectification.models import RectificationCase
from property_rectification.roles import ROLES
from property_rectification.states import CHECK_FAILED


class CaseKind(Kind):
    """Rectification cases 整治案件."""

    model = RectificationCase
    api = "rectification-cases"
    page = "cases"
    label = _("案件")
    roles = ROLES

    def choices(self, name: str, record: Any) -> list[tuple[Any, Any]]:
        return case_choices.choices(name, record)

    def timer(self, ctx: Context, key: str) -> Any:
        return case_clocks.applies(ctx, key)

    def stops(self, ctx: Context, key: str) -> bool:
        return case_clocks.stops(ctx, key)

    def follow_up(self, record: Any) -> Sequence[str]:
        return ("return_for_rectification",) if record.state == CHECK_FAILED else ()

    def timer_label(self, key: str) -> str:
        return str(case_clocks.LABELS.get(key, key))
