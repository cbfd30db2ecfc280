"""What a person keeps for their lists: views, columns, and the records they follow."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class SavedView(models.Model):
    """A list under a name: `query` is the query string of its address, without a page.

    `shared` says who finds it in the menu; what they see in it is still only what lies in their own scope.
    """

    MINE, AGENCY, ALL = "", "agency", "all"
    SHARED = [(MINE, _("只有我")), (AGENCY, _("本单位")), (ALL, _("所有人"))]

    owner = models.ForeignKey("casework.User", models.CASCADE, related_name="saved_views", verbose_name=_("谁存的"))
    agency = models.ForeignKey("casework.Agency", models.PROTECT, related_name="+", verbose_name=_("单位"))
    name = models.CharField(_("名称"), max_length=30)
    kind = models.CharField(max_length=40)
    query = models.CharField(max_length=600, blank=True)
    shared = models.CharField(_("给谁看"), max_length=6, choices=SHARED, default=MINE, blank=True)
    created_at = models.DateTimeField(_("存于"))

    class Meta:
        verbose_name = _("已存视图")
        verbose_name_plural = _("已存视图")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(name="view_named_once", fields=["owner", "kind", "name"]),
            models.CheckConstraint(name="view_named", condition=~Q(name="")),
            models.CheckConstraint(name="view_shared_known", condition=Q(shared__in=["", "agency", "all"])),
        ]
        indexes = [models.Index(fields=["kind", "shared"], name="view_shared")]

    def __str__(self) -> str:
        return self.name


class Follow(models.Model):
    """Somebody wants to hear what happens to a record; it gives no right to see it."""

    user = models.ForeignKey("casework.User", models.CASCADE, related_name="follows")
    record = models.ForeignKey("casework.Record", models.PROTECT, related_name="followers")
    since = models.DateTimeField(_("自"))

    class Meta:
        verbose_name = _("关注")
        verbose_name_plural = _("关注")
        constraints = [models.UniqueConstraint(name="follow_once", fields=["user", "record"])]

    def __str__(self) -> str:
        return f"{self.user_id} {self.record_id}"
