"""What somebody is given for the way: a ticket, and at most a fare within the town (E24, R-43, R-44)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from casework.fields import EncryptedField
from relief.models.parts import CaseChild

#: Small cash of one stay in fen: twenty yuan (R-44).
MOST_CASH = 2000


class TicketVoucher(CaseChild):
    """A ride, as direct as there is one. Its price is the house's own and stands on no paper (R-01, R-43)."""

    kind = models.CharField(_("种类"), max_length=8, help_text="code of the list ticket_kind")
    number = models.CharField(_("凭证编号"), max_length=40, blank=True)
    origin = models.CharField(_("从"), max_length=60)
    goal = EncryptedField(kind="text", verbose_name=_("到"))
    travel_on = models.DateField(_("乘车日期"))
    service = models.CharField(_("车次"), max_length=20, blank=True)
    transit = models.CharField(_("中转地点"), max_length=60, blank=True)
    transit_contact = models.CharField(_("中转地救助站和电话"), max_length=120, blank=True)
    price = models.BigIntegerField(_("票价"), null=True, blank=True, help_text="fen")
    returned_at = models.DateTimeField(_("退回时间"), null=True, blank=True)
    refunded = models.BooleanField(_("已退票"), default=False)

    class Meta(CaseChild.Meta):
        verbose_name = _("乘车凭证")
        verbose_name_plural = _("乘车凭证")
        constraints = [
            models.CheckConstraint(name="relief_transit_has_contact", condition=Q(transit="") | ~Q(transit_contact="")),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.kind} {self.travel_on}"


class SmallFare(CaseChild):
    """Cash for a bus within the town, against a signature (R-44)."""

    amount = models.PositiveIntegerField(_("金额"), help_text="fen")
    route = models.CharField(_("路段"), max_length=80)
    receipt = models.CharField(_("签收"), max_length=12, help_text="code of the list signature_kind")
    payer = models.ForeignKey("casework.User", models.PROTECT, related_name="+", verbose_name=_("发放人"))
    second = models.ForeignKey("casework.User", models.PROTECT, related_name="+", verbose_name=_("确认人"))

    class Meta(CaseChild.Meta):
        verbose_name = _("小额交通费")
        verbose_name_plural = _("小额交通费")
        constraints = [
            models.CheckConstraint(name="relief_small_fare_small", condition=Q(amount__gte=1, amount__lte=MOST_CASH)),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.amount}"
