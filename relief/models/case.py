"""A relief case: one person's stay, from arrival to the archive (E03, E04, E09, E23)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField

from casework.declaration import lifecycle
from casework.fields import EncryptedField
from casework.models import Record
from casework.models.record import regions_by_engine_only
from relief.lifecycle import CASE
from relief.lifecycle.health import HEALTH
from relief.lifecycle.protection import PROTECTION
from relief.lifecycle.safety import SAFETY
from relief.models.circumstances import Circumstances


class ReliefCase(lifecycle(CASE), Circumstances, Record):  # type: ignore[misc]
    """One person's stay. Arrival, admission and leaving are moments of their own; how it ended outlives the archive."""

    lead_at = models.DateTimeField(_("线索登记时间"), null=True, blank=True)
    arrived_at = models.DateTimeField(_("到站时间"), null=True, blank=True)
    arrival_mode = models.CharField(_("来站方式"), max_length=2, blank=True, help_text="code of the list arrival_mode")
    brought_by_unit = models.CharField(_("护送单位"), max_length=80, blank=True)
    brought_by = EncryptedField(kind="name", verbose_name=_("护送人"), blank=True)
    rights_told_at = models.DateTimeField(_("告知权利时间"), null=True, blank=True)
    rights_language = models.CharField(_("告知所用语言"), max_length=20, blank=True)
    request = EncryptedField(kind="prose", verbose_name=_("求助事由"), blank=True)

    reviewed_at = models.DateTimeField(_("甄别时间"), null=True, blank=True)
    narrow_test = models.BooleanField(_("符合2003年条件"), default=False)
    practice_test = models.BooleanField(_("自身无力解决食宿，正在或即将流落街头"), default=False)
    cannot_state = models.BooleanField(_("无法表述"), default=False)
    suspected_victim = models.BooleanField(_("疑似受害人"), default=False)
    reviewed_by = models.ForeignKey(
        "casework.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("甄别人")
    )
    review_note = EncryptedField(kind="prose", verbose_name=_("甄别意见"), blank=True)
    countersigned_at = models.DateTimeField(_("加签时间"), null=True, blank=True)
    countersigned_by = models.ForeignKey(
        "casework.Post", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("加签人")
    )
    police_at = models.DateTimeField(_("报警或移交公安时间"), null=True, blank=True)
    admitted_at = models.DateTimeField(_("入站时间"), null=True, blank=True)
    bed = models.ForeignKey(
        "relief.Bed", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("床位"),
        help_text="where the person sleeps now: the stay (BedStay) that lasts",
    )  # fmt: skip

    absent_checks = models.PositiveSmallIntegerField(_("连续点名不在的次数"), default=0)
    reported_at = models.DateTimeField(_("首次强制报告时间"), null=True, blank=True)
    serious_at = models.DateTimeField(
        _("重大事项时间"), null=True, blank=True, help_text="missing, dead, serious incident"
    )

    release_asked_at = models.DateTimeField(_("请求离站时间"), null=True, blank=True)
    departure_mode = models.CharField(
        _("离站方式"), max_length=5, blank=True, help_text="code of the list departure_mode"
    )
    destination = models.CharField(_("去向"), max_length=2, blank=True, help_text="code of the list destination")
    destination_note = EncryptedField(kind="text", verbose_name=_("去向说明"), blank=True)
    voucher = models.BooleanField(_("提供乘车凭证"), default=False)
    food = models.BooleanField(_("提供途中食品"), default=False)
    statement_kind = models.CharField(
        _("离站声明"), max_length=12, blank=True, help_text="code of the list signature_kind"
    )
    statement_second = models.ForeignKey(
        "casework.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("第二名在场工作人员")
    )
    picked_up_by = models.ForeignKey(
        "relief.Collector", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("接领人")
    )
    outcome = models.CharField(_("结果"), max_length=24, blank=True)
    left_at = models.DateTimeField(_("离站时间"), null=True, blank=True)
    safety_state = FSMField(SAFETY.label, max_length=24, default=SAFETY.initial, protected=True)
    protection_state = FSMField(PROTECTION.label, max_length=24, default=PROTECTION.initial, protected=True)
    health_state = FSMField(HEALTH.label, max_length=24, default=HEALTH.initial, protected=True)
    archive_volume = models.CharField(_("卷号"), max_length=40, blank=True)
    follows = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="followed_by", verbose_name=_("接续的案件"),
        help_text="whose relief was wrongly refused or ended, or who comes again",
    )  # fmt: skip
    retention = models.CharField(_("保管期限"), max_length=10, blank=True, help_text="code of the list retention_class")

    class Meta:
        verbose_name = _("救助案件")
        verbose_name_plural = _("救助案件")
        triggers = regions_by_engine_only(CASE)
        constraints = [
            models.CheckConstraint(
                name="relief_admitted_after_arrival",
                condition=Q(admitted_at__isnull=True) | Q(admitted_at__gte=F("arrived_at")),
            ),
            models.CheckConstraint(
                name="relief_left_after_arrival", condition=Q(left_at__isnull=True) | Q(left_at__gte=F("arrived_at"))
            ),
        ]
