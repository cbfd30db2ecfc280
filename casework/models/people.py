"""Who works here: users, agencies and the posts that people hold in them."""

from datetime import date

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from casework import clock
from casework.triggers import renews_reference


class User(AbstractUser):
    """A person with an account. What they may do comes from their posts, never from the account."""

    must_change_password = models.BooleanField(_("须改密码"), default=False)
    display = models.JSONField(_("显示设置"), default=dict, blank=True, help_text="theme, size, density, keys, lists")
    changes_read_at = models.DateTimeField(_("变化看到"), null=True, blank=True)

    class Meta:
        verbose_name = _("用户")
        verbose_name_plural = _("用户")

    def __str__(self) -> str:
        return self.display_name

    @property
    def display_name(self) -> str:
        """The name as Chinese papers write it: family name first, no space."""
        return f"{self.last_name}{self.first_name}" or self.username


class Agency(models.Model):
    """An organ, unit, centre, firm or committee that can own, lead or assist."""

    code = models.CharField(_("单位代码"), max_length=40, unique=True)
    name = models.CharField(_("单位名称"), max_length=120)
    organ = models.CharField(_("机关类别"), max_length=2, blank=True, help_text="code of the list `organ`")
    division = models.ForeignKey("geo.Division", models.PROTECT, verbose_name=_("辖区"))
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    active = models.BooleanField(default=True)
    public_phone = models.CharField(_("对外电话"), max_length=40, blank=True)
    public_address = models.CharField(_("窗口地址"), max_length=120, blank=True)
    public_hours = models.CharField(_("窗口时间"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("单位")
        verbose_name_plural = _("单位")
        triggers = [renews_reference("agency_renews")]

    def __str__(self) -> str:
        return self.name


class PostQuerySet(models.QuerySet["Post"]):
    """Posts, with the one rule of when somebody holds them."""

    def held(self, day: date | None = None) -> "PostQuerySet":
        """Those that somebody with a working account holds on this day, today unless told; a set end day counts."""
        day = day or clock.now().date()
        lasting = Q(valid_to__isnull=True) | Q(valid_to__gte=day)
        return self.filter(lasting, valid_from__lte=day, user__is_active=True)


class Post(models.Model):
    """A role that a person holds in an agency, for a division subtree, from a day on."""

    user = models.ForeignKey(User, models.PROTECT, related_name="posts")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="posts")
    role = models.CharField(_("岗位角色"), max_length=8)
    title = models.CharField(_("岗位"), max_length=60)
    head = models.BooleanField(_("单位负责人"), default=False, help_text="head or acting head of the agency")
    division = models.ForeignKey("geo.Division", models.PROTECT, verbose_name=_("管辖范围"))
    valid_from = models.DateField(_("起"))
    valid_to = models.DateField(_("止"), null=True, blank=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = _("岗位")
        verbose_name_plural = _("岗位")
        constraints = [
            models.CheckConstraint(
                name="post_ends_after_it_begins",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
            ),
            models.UniqueConstraint(
                name="post_once_per_role", fields=["user", "agency", "role"], condition=Q(valid_to__isnull=True)
            ),
        ]
        indexes = [models.Index(fields=["agency", "role"]), models.Index(fields=["user", "valid_to"])]

    def __str__(self) -> str:
        return f"{self.agency.name} {self.title} {self.user.display_name}"
