"""A death in the care of the station, and what was done then (E31)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from casework.fields import EncryptedField
from relief.models.parts import CaseChild


class DeathRecord(CaseChild):
    """Confirmed by others, certified, the body kept, burnt only on two papers (HB-17), the property settled."""

    HOSPITAL, POLICE = "hospital", "police"
    BURIED, JOINT_RULES = "burial", "joint_rules"
    HANDED, KEPT = "handed", "kept"

    state_before = models.CharField(max_length=24)
    died_at = models.DateTimeField(_("死亡时间"))
    place = EncryptedField(kind="text", verbose_name=_("死亡地点"))
    confirmed_by = models.CharField(_("由谁确认"), max_length=8)
    confirmer = EncryptedField(kind="text", verbose_name=_("确认单位和人员"))
    abnormal = models.BooleanField(_("非正常死亡"), default=False)
    police_ref = models.CharField(_("公安受理编号"), max_length=40, blank=True)
    circumstances = EncryptedField(kind="prose", verbose_name=_("经过"), blank=True)
    video_kept = models.BooleanField(_("已保存监控录像"), default=False)

    certificate_kind = models.CharField(_("证明种类"), max_length=8, blank=True)
    certificate_no = models.CharField(_("证明编号"), max_length=60, blank=True)
    certificate_issuer = models.CharField(_("出具单位"), max_length=80, blank=True)
    cause = EncryptedField(kind="prose", verbose_name=_("证明载明的死因"), blank=True)

    funeral_home = models.CharField(_("殡仪馆"), max_length=80, blank=True)
    collected_at = models.DateTimeField(_("接运时间"), null=True, blank=True)
    body_at = models.CharField(_("遗体存放地点"), max_length=80, blank=True)
    storage_until = models.DateField(_("保存至"), null=True, blank=True)
    storage_basis = models.CharField(_("延长保存手续"), max_length=200, blank=True)
    notice_on = models.DateField(_("公告日期"), null=True, blank=True)
    notice_where = models.CharField(_("公告载体"), max_length=120, blank=True)

    signer = EncryptedField(kind="name", verbose_name=_("火化确认书签字人"), blank=True)
    signer_relation = models.CharField(
        _("签字人与死者关系"), max_length=2, blank=True, help_text="code of the list relationship"
    )
    signed_on = models.DateField(_("火化确认书签字日期"), null=True, blank=True)
    cremated_at = models.DateTimeField(_("火化时间"), null=True, blank=True)
    cremation_no = models.CharField(_("火化证明编号"), max_length=60, blank=True)
    ashes = EncryptedField(kind="text", verbose_name=_("骨灰去向"), blank=True)
    ashes_at = models.DateTimeField(_("骨灰登记时间"), null=True, blank=True)
    disposition = models.CharField(_("其他遗体处置"), max_length=12, blank=True)
    disposed_on = models.DateField(_("处置日期"), null=True, blank=True)
    disposition_basis = EncryptedField(kind="prose", verbose_name=_("处置依据和经过"), blank=True)
    cancelled_on = models.DateField(_("户口注销日期"), null=True, blank=True)
    cancelled_by = models.CharField(_("户籍机关"), max_length=80, blank=True)

    items = EncryptedField(kind="prose", verbose_name=_("遗物清单"), blank=True)
    property_end = models.CharField(_("遗物处理"), max_length=8, blank=True)
    heir = EncryptedField(kind="name", verbose_name=_("继承人"), blank=True)
    kept_at = models.CharField(_("保管地点"), max_length=80, blank=True)

    class Meta(CaseChild.Meta):
        verbose_name = _("死亡登记")
        verbose_name_plural = _("死亡登记")
        constraints = [
            models.UniqueConstraint(name="relief_one_death", fields=["case"]),
            models.CheckConstraint(
                name="relief_cremated_on_two_papers",
                condition=Q(cremated_at__isnull=True) | (~Q(certificate_no="") & Q(signed_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="relief_ashes_after_cremation",
                condition=Q(ashes_at__isnull=True) | Q(cremated_at__isnull=False, ashes_at__gte=F("cremated_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.died_at}"


class RelativeTold(CaseChild):
    """A relative who was told of a death, or was tried for."""

    name = EncryptedField(kind="name", verbose_name=_("亲属"))
    relation = models.CharField(_("与死者关系"), max_length=2, help_text="code of the list relationship")
    told_at = models.DateTimeField(_("通知时间"))
    channel = models.CharField(_("通知方式"), max_length=12)
    reached = models.BooleanField(_("已通知到本人"), default=False)

    class Meta(CaseChild.Meta):
        verbose_name = _("通知亲属")
        verbose_name_plural = _("通知亲属")

    def __str__(self) -> str:
        return f"{self.case_id} {self.relation}"
