"""Who saw, took or was refused what."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from casework.fields import EncryptedField
from casework.triggers import stays


class Purpose(models.TextChoices):
    """Why a masked value is shown in full."""

    CASE = "case", _("办理本案")
    FAMILY = "family", _("联系家属")
    ASSIST = "assist", _("协查")
    OTHER = "other", _("其他")


class AccessAction(models.TextChoices):
    """What was done or tried."""

    VIEW = "view", _("查看")
    LIST = "list", _("查看列表")
    UNMASK = "unmask", _("说明用途后查看")
    DOWNLOAD = "download", _("下载")
    EXPORT = "export", _("导出")
    LOGIN = "login", _("登录")
    ACCOUNT_CHANGED = "account_changed", _("账户变更")
    RULES_CHANGED = "rules_changed", _("规则变更")
    SEARCH_REFUSED = "search_refused", _("检索被拒")
    TRANSITION_REFUSED = "refused_transition", _("办理被拒")
    ACCESS_REFUSED = "refused_access", _("查看被拒")


class AccessEntry(models.Model):
    """One line of the access log: codes only, no personal value in the clear, never changed.

    Kept at least three years (L-81, PIPL 55–56): nothing in the product deletes a line. `record` is no database
    constraint, because a refused request may name a record that does not exist.
    """

    append_only = True

    at = models.DateTimeField(_("时间"), db_index=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    post = models.ForeignKey("casework.Post", models.PROTECT, null=True, blank=True, related_name="+")
    role = models.CharField(_("岗位角色"), max_length=8, blank=True)
    action = models.CharField(_("行为"), max_length=20, choices=AccessAction.choices)
    record = models.ForeignKey(
        "casework.Record", models.DO_NOTHING, null=True, blank=True, db_constraint=False, related_name="access_entries"
    )
    subject = models.CharField(_("对象"), max_length=120, blank=True, help_text="code of a field, transition or list")
    purpose = models.CharField(_("用途"), max_length=8, choices=Purpose.choices, blank=True)
    words = EncryptedField(kind="text", verbose_name=_("用途说明"), blank=True)
    status = models.PositiveSmallIntegerField(_("结果"), default=200, help_text="as an HTTP status")
    denials = models.JSONField(default=list, blank=True, help_text="codes of the denials")
    detail = models.JSONField(default=dict, blank=True, help_text="codes and counts")
    ip = models.GenericIPAddressField(_("地址"), null=True, blank=True)
    path = models.CharField(_("路径"), max_length=300, blank=True, help_text="without the query string")

    class Meta:
        verbose_name = _("访问记录")
        verbose_name_plural = _("访问记录")
        constraints = [
            models.CheckConstraint(
                name="unmask_states_its_purpose", condition=~models.Q(action="unmask", status=200, purpose="")
            ),
        ]
        indexes = [
            models.Index(fields=["record", "-at"], name="access_of_record"),
            models.Index(fields=["user", "-at"], name="access_by_user"),
            models.Index(fields=["action", "-at"], name="access_by_action"),
        ]
        triggers = [
            *stays("access_log_stays", pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action} {self.subject}"
