"""Who was there at a check, and who was not: gone without a word, or missing and searched for."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from casework.fields import EncryptedField
from relief.models.parts import CaseChild


class PresenceCheck(CaseChild):
    """One look whether somebody is there. It holds nobody: it is how the station notices that somebody is gone."""

    present = models.BooleanField(_("在"))
    searched = EncryptedField(kind="prose", verbose_name=_("查找情况"), blank=True)

    class Meta(CaseChild.Meta):
        verbose_name = _("点名")
        verbose_name_plural = _("点名")

    def __str__(self) -> str:
        return f"{self.case_id} {self.present}"


class Absence(CaseChild):
    """Somebody is gone. Where `missing`, a search that lasts until `ended_at` (R-30); else relief given up (R-42)."""

    missing = models.BooleanField(_("走失查找"))
    worry = models.CharField(_("危险情形"), max_length=12, blank=True)
    account = EncryptedField(kind="prose", verbose_name=_("经过"), blank=True)
    last_seen_at = models.DateTimeField(_("最后见到时间"), null=True, blank=True)
    evidence = models.ForeignKey(
        "casework.RecordFile", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("证据")
    )
    video_kept = models.BooleanField(_("已保存监控录像"), default=False)
    state_before = models.CharField(max_length=24, blank=True)
    seen_by = EncryptedField(kind="text", verbose_name=_("由谁见到本人"), blank=True)
    seen_at = models.DateTimeField(_("见到时间"), null=True, blank=True)
    seen_where = EncryptedField(kind="text", verbose_name=_("见到地点"), blank=True)
    ended_at = models.DateTimeField(_("查找结束时间"), null=True, blank=True)

    class Meta(CaseChild.Meta):
        verbose_name = _("不在站记录")
        verbose_name_plural = _("不在站记录")
        constraints = [
            models.UniqueConstraint(
                name="relief_one_open_search", fields=["case"],
                condition=models.Q(missing=True, ended_at__isnull=True),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.case_id} {self.missing}"
