"""The things a station keeps (E36)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from casework.declaration import lifecycle
from casework.models import Record
from relief.stock.lifecycle import STOCK


class StockItem(lifecycle(STOCK), Record):  # type: ignore[misc]
    """One kind of thing at one station; its ledger tells every movement. What is left stands in the batches alone."""

    kind_name = STOCK.name

    item = models.CharField(_("物品"), max_length=32, help_text="code of the list item")
    unit = models.CharField(_("单位"), max_length=8)

    class Meta:
        verbose_name = _("库存物品")
        verbose_name_plural = _("库存物品")
