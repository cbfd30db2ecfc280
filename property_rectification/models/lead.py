"""Leads: messages as they came in, with what the system suggests about them."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from casework.declaration import lifecycle
from casework.fields import EncryptedField
from casework.models import Record
from property_rectification.lead_lifecycle import LEAD
from property_rectification.models.derived import DerivedJSON, DerivedNumbers


class Lead(lifecycle(LEAD), Record):  # type: ignore[misc]
    """One message. `suggestion` and `duplicates` are the system's; what counts is what a person then enters (§5.6).

    `suggestion`: {"code": category | "NOT_PROPERTY" | null, "words": […], "clear": bool, "suspected": bool,
    "alternatives": [{"code", "words"}]}. `duplicates`: [{"lead": id, "reasons": [code], "days": n}], without texts.
    """

    kind_name = LEAD.name

    subject = EncryptedField(_("主题"), kind="prose", null=True)
    narrative = EncryptedField(_("内容"), kind="prose")
    received_at = models.DateTimeField(_("收到"), db_index=True)
    channel = models.CharField(_("来源"), max_length=2)
    external_no = models.CharField(_("来源编号"), max_length=60, blank=True, db_index=True)
    source_class = models.CharField(_("来源分类"), max_length=120, blank=True)
    address = EncryptedField(_("地址"), kind="address", null=True)
    reporter_name = EncryptedField(_("反映人"), kind="name", null=True)
    reporter_contact = EncryptedField(_("联系方式"), kind="phone", null=True)
    reply = EncryptedField(_("原答复"), kind="prose", null=True)
    replied_at = models.DateTimeField(_("原答复时间"), null=True, blank=True)
    compound = models.ForeignKey(
        "geo.Compound", models.PROTECT, null=True, blank=True, verbose_name=_("小区"), related_name="leads"
    )
    suggested = models.CharField(_("推荐分类"), max_length=12, blank=True, db_index=True)
    suggestion = DerivedJSON(default=dict, blank=True)
    duplicates = DerivedJSON(default=list, blank=True)
    sketch = DerivedNumbers(models.BigIntegerField(), default=list, blank=True)
    category = models.CharField(_("确认的类别"), max_length=8, blank=True)
    case = models.ForeignKey(
        "property_rectification.RectificationCase", models.PROTECT, null=True, blank=True, related_name="leads"
    )
    set_aside_reason = EncryptedField(_("不登记的理由"), kind="prose", null=True)
    pointed_to = models.CharField(_("告知去处"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("线索")
        verbose_name_plural = _("线索")
        indexes = [GinIndex(fields=["sketch"], name="lead_sketch")]
