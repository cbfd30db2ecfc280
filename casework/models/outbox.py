"""What must leave the house: messages written in the commit, the receivers they go to, and the notices of the bell."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from casework.ids import uuid7
from casework.triggers import renews_reference


class Receiver(models.Model):
    """One place outside (or one channel to people) that messages are delivered to.

    A receiver that is not active gets nothing: messages for it are not even written.
    """

    ADAPTERS = [("webhook", _("接口推送")), ("sms", _("短信平台")), ("wecom", _("政务微信")), ("email", _("电子邮件"))]

    code = models.CharField(_("代码"), max_length=40, primary_key=True)
    title = models.CharField(_("名称"), max_length=80)
    adapter = models.CharField(_("方式"), max_length=12, choices=ADAPTERS)
    address = models.CharField(_("地址"), max_length=300, blank=True)
    secret = models.BinaryField(null=True, blank=True, help_text="encrypted signing secret")
    active = models.BooleanField(_("启用"), default=False)

    class Meta:
        verbose_name = _("接收方")
        verbose_name_plural = _("接收方")
        triggers = [renews_reference("receiver_renews")]

    def __str__(self) -> str:
        return self.title


class OutboxMessage(models.Model):
    """One message to one receiver. Its id is the idempotency key the receiver may tell a repetition by."""

    WAITING, LEASED, DELIVERED, DEAD = "waiting", "leased", "delivered", "dead"
    OPEN = (WAITING, LEASED)
    STATES = [(WAITING, _("待发")), (LEASED, _("投递中")), (DELIVERED, _("已送达")), (DEAD, _("死信"))]

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    record = models.ForeignKey("casework.Record", models.PROTECT, null=True, blank=True, related_name="messages")
    event_seq = models.PositiveIntegerField(default=0)
    topic = models.CharField(_("事项"), max_length=120)
    receiver = models.CharField(_("接收方"), max_length=40, help_text="bell, or the code of a Receiver")
    payload = models.BinaryField(help_text="encrypted JSON")
    state = models.CharField(_("状态"), max_length=10, choices=STATES, default=WAITING)
    attempts = models.PositiveSmallIntegerField(_("已试次数"), default=0)
    next_try_at = models.DateTimeField(_("下次"))
    leased_until = models.DateTimeField(null=True, blank=True)
    lease_owner = models.CharField(max_length=80, blank=True)
    last_answer = models.CharField(_("最近回音"), max_length=120, blank=True)
    delivered_at = models.DateTimeField(_("送达"), null=True, blank=True)
    created_at = models.DateTimeField(_("写入"))

    class Meta:
        verbose_name = _("待投递消息")
        verbose_name_plural = _("待投递消息")
        constraints = [
            models.UniqueConstraint(name="outbox_once_per_event", fields=["record", "event_seq", "topic", "receiver"]),
            models.CheckConstraint(
                name="outbox_state_known", condition=Q(state__in=["waiting", "leased", "delivered", "dead"])
            ),
            models.CheckConstraint(
                name="outbox_lease_has_an_end", condition=~Q(state="leased") | Q(leased_until__isnull=False)
            ),
            models.CheckConstraint(
                name="outbox_delivered_when", condition=~Q(state="delivered") | Q(delivered_at__isnull=False)
            ),
        ]
        indexes = [
            models.Index(fields=["next_try_at"], name="outbox_due", condition=Q(state__in=["waiting", "leased"])),
            models.Index(
                fields=["record", "receiver", "event_seq"],
                name="outbox_in_order",
                condition=Q(state__in=["waiting", "leased"]),
            ),
            models.Index(fields=["receiver", "state"], name="outbox_by_receiver"),
        ]

    def __str__(self) -> str:
        return f"{self.topic} → {self.receiver} {self.state}"


class Notice(models.Model):
    """One line in one person's bell: a code and harmless parameters, worded when shown, never personal data."""

    TODO, REMIND, URGE, SUPERVISE, SAFETY, CHANGE = "todo", "remind", "urge", "supervise", "safety", "change"
    KINDS = [
        (TODO, _("待办")),
        (REMIND, _("提醒")),
        (URGE, _("催办")),
        (SUPERVISE, _("督办")),
        (SAFETY, _("安全")),
        (CHANGE, _("变化")),
    ]

    message = models.ForeignKey(OutboxMessage, models.CASCADE, related_name="notices")
    user = models.ForeignKey("casework.User", models.CASCADE, related_name="notices")
    post = models.ForeignKey("casework.Post", models.CASCADE, null=True, blank=True, related_name="+")
    record = models.ForeignKey("casework.Record", models.PROTECT, null=True, blank=True, related_name="notices")
    kind = models.CharField(_("种类"), max_length=10, choices=KINDS)
    code = models.CharField(max_length=60)
    params = models.JSONField(default=dict)
    created_at = models.DateTimeField(_("时间"))
    read_at = models.DateTimeField(_("已读"), null=True, blank=True)

    class Meta:
        verbose_name = _("通知")
        verbose_name_plural = _("通知")
        constraints = [
            models.UniqueConstraint(name="notice_once_per_person", fields=["message", "user"]),
            models.CheckConstraint(
                name="notice_kind_known",
                condition=Q(kind__in=["todo", "remind", "urge", "supervise", "safety", "change"]),
            ),
        ]
        indexes = [
            models.Index(fields=["user", "-created_at"], name="notice_of_person"),
            models.Index(fields=["user", "kind"], name="notice_unread", condition=Q(read_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.code}"
