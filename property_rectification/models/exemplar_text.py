"""What an exemplary case consists of: versions of its text, their sentences and proofs, signatures, comments (§1.5)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from casework.fields import EncryptedField
from casework.ids import uuid7

FACTS, HANDLING, MEANING = "facts", "handling", "meaning"
PARTS = [(FACTS, _("案情")), (HANDLING, _("办理")), (MEANING, _("典型意义"))]


class ExemplarChild(models.Model):
    """A row that belongs to one exemplary case. Written by effects only."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    exemplar = models.ForeignKey("property_rectification.Exemplar", models.PROTECT, related_name="%(class)ss")
    recorded_at = models.DateTimeField(_("登记时间"))
    recorded_by = models.ForeignKey("casework.Post", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        abstract = True
        ordering = ["recorded_at", "id"]


class ExemplarText(ExemplarChild):
    """One version of the text. It never changes: whatever is written anew is the next version and is masked again.

    `law`: rows of code, title, version and article. `report`: the findings of the gate, places and kinds only.
    """

    number = models.PositiveSmallIntegerField(_("版本"))
    title = models.CharField(_("标题"), max_length=60)
    law = models.JSONField(_("依据"), default=list, help_text="rows of code, title, version and article")
    report = models.JSONField(_("脱敏报告"), default=list, help_text="rows of paragraph, unit, kind, start, end")

    class Meta(ExemplarChild.Meta):
        verbose_name = _("典型案例稿")
        verbose_name_plural = _("典型案例稿")
        ordering = ["exemplar", "number"]
        constraints = [models.UniqueConstraint(name="exemplar_text_once", fields=["exemplar", "number"])]

    def __str__(self) -> str:
        return f"{self.exemplar_id} v{self.number}"


class ExemplarSentence(models.Model):
    """One sentence of a version: its place in the whole, its paragraph, and the part of the paper it stands in."""

    text = models.ForeignKey(ExemplarText, models.PROTECT, related_name="sentences")
    position = models.PositiveSmallIntegerField(_("序号"))
    paragraph = models.PositiveSmallIntegerField(_("段"))
    part = models.CharField(_("部分"), max_length=8, choices=PARTS)
    body = EncryptedField(kind="prose", verbose_name=_("句子"))

    class Meta:
        verbose_name = _("案例稿句子")
        verbose_name_plural = _("案例稿句子")
        ordering = ["text", "position"]
        constraints = [models.UniqueConstraint(name="exemplar_sentence_once", fields=["text", "position"])]

    def __str__(self) -> str:
        return f"{self.text_id} #{self.position}"


class ExemplarProof(models.Model):
    """A sentence rests on a piece of evidence of the source case, until somebody takes that back (`holds`)."""

    sentence = models.ForeignKey(ExemplarSentence, models.PROTECT, related_name="proofs")
    evidence = models.ForeignKey("property_rectification.Evidence", models.PROTECT, related_name="+")
    holds = models.BooleanField(_("对应"), default=True)

    class Meta:
        verbose_name = _("句子与证据")
        verbose_name_plural = _("句子与证据")
        constraints = [models.UniqueConstraint(name="exemplar_proof_once", fields=["sentence", "evidence"])]

    def __str__(self) -> str:
        return f"{self.sentence_id} {self.evidence_id}"


class ExemplarSignature(ExemplarChild):
    """Somebody answers for one version of the text in one capacity."""

    FACT, LEGAL, PRIVACY, APPROVAL = "fact", "legal", "privacy", "approval"
    STEPS = [(FACT, _("事实核对")), (LEGAL, _("法制审核")), (PRIVACY, _("隐私审查")), (APPROVAL, _("批准"))]

    text = models.ForeignKey(ExemplarText, models.PROTECT, related_name="signatures")
    step = models.CharField(_("环节"), max_length=8, choices=STEPS)
    opinion = EncryptedField(kind="prose", verbose_name=_("意见"), blank=True)

    class Meta(ExemplarChild.Meta):
        verbose_name = _("案例稿签批")
        verbose_name_plural = _("案例稿签批")
        constraints = [
            models.UniqueConstraint(name="exemplar_signature_once", fields=["text", "step"]),
            models.CheckConstraint(
                name="exemplar_signature_step", condition=Q(step__in=["fact", "legal", "privacy", "approval"])
            ),
        ]

    def __str__(self) -> str:
        return f"{self.text_id} {self.step}"


class ExemplarComment(ExemplarChild):
    """What a named firm says about the text before it is published, and the answer it got."""

    content = EncryptedField(kind="prose", verbose_name=_("企业意见"))
    received_at = models.DateTimeField(_("收到时间"))
    answer = EncryptedField(kind="prose", verbose_name=_("答复"), blank=True)
    answered_at = models.DateTimeField(_("答复时间"), null=True, blank=True)
    answered_by = models.ForeignKey("casework.Post", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(ExemplarChild.Meta):
        verbose_name = _("企业意见")
        verbose_name_plural = _("企业意见")

    def __str__(self) -> str:
        return f"{self.exemplar_id} {self.received_at:%Y-%m-%d}"
