"""A record of interference 干预过问记录 (F-40): who wanted what in which case, and who wrote it down."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from casework.declaration import lifecycle
from casework.fields import EncryptedField
from casework.models import Record
from property_rectification.interference.lifecycle import INTERFERENCE


class Interference(lifecycle(INTERFERENCE), Record):  # type: ignore[misc]
    """One instruction or inquiry about one case. The recorder stands in a relation to it; its ledger is its own, so
    that the ledger of the case does not say that there is one."""

    kind_name = INTERFERENCE.name

    source = models.ForeignKey(
        "property_rectification.RectificationCase", models.PROTECT, related_name="interferences", verbose_name=_("案件")
    )
    happened_at = models.DateTimeField(_("时间"))
    who = EncryptedField(kind="name", verbose_name=_("谁"))
    who_post = EncryptedField(kind="text", verbose_name=_("单位和职务"), blank=True)
    way = models.CharField(_("方式"), max_length=2, help_text="code of the list interference_way")
    content = EncryptedField(kind="prose", verbose_name=_("说了什么、要求什么"))

    class Meta:
        verbose_name = _("干预过问记录")
        verbose_name_plural = _("干预过问记录")
