"""Who works in the station (E53)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from casework.declaration import lifecycle
from casework.models import Record
from relief.staff.lifecycle import STAFF


class StaffMember(lifecycle(STAFF), Record):  # type: ignore[misc]
    """Somebody with an account of the station, while they work there. Its due moment is the end of the last check."""

    kind_name = STAFF.name

    user = models.ForeignKey("casework.User", models.PROTECT, related_name="staff_records", verbose_name=_("账户"))
    gender = models.CharField(_("性别"), max_length=1, help_text="code of the list gender")
    employment = models.CharField(_("用工形式"), max_length=10, help_text="code of the list employment")
    left_on = models.DateField(_("离岗日期"), null=True, blank=True)

    class Meta:
        verbose_name = _("工作人员")
        verbose_name_plural = _("工作人员")
        constraints = [
            models.UniqueConstraint(
                name="relief_staff_once", fields=["user"], condition=models.Q(left_on__isnull=True)
            ),
        ]
