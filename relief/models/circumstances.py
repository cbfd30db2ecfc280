"""What brought somebody here, what they want, and the codes statistics ask for (E03, E04)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from casework.fields import EncryptedField


class Circumstances(models.Model):
    """None of it is a condition of admission: it is asked when there is time, and may stay empty (R-10, R-12).

    `region` and `age_at_admission` follow from what is known of the person; a region said by hand stands.
    """

    cause = models.CharField(_("求助原因"), max_length=2, blank=True, help_text="code of the list cause")
    course = EncryptedField(kind="prose", verbose_name=_("流落的时间和经过"), blank=True)
    person_category = models.CharField(
        _("人员类别"), max_length=2, blank=True, help_text="code of the list person_category"
    )
    relief_type = models.CharField(
        _("主要救助类型"), max_length=2, blank=True, help_text="code of the list relief_type"
    )
    relief_types_other = ArrayField(
        models.CharField(max_length=2), verbose_name=_("其他救助类型"), default=list, blank=True,
        help_text="code of the list relief_type",
    )  # fmt: skip
    health = models.CharField(_("健康状况"), max_length=2, blank=True, help_text="code of the list health_status")
    region = models.CharField(_("来自区域"), max_length=1, blank=True, help_text="code of the list origin_region")
    region_said = models.BooleanField(_("区域由人填写"), default=False)
    age_at_admission = models.PositiveSmallIntegerField(_("入站时年龄"), null=True, blank=True)
    benefit_status = models.CharField(
        _("低保、特困"), max_length=16, blank=True, help_text="code of the list benefit_status"
    )
    needs_requested = ArrayField(
        models.CharField(max_length=16), verbose_name=_("需要的帮助"), default=list, blank=True,
        help_text="code of the list need_requested",
    )  # fmt: skip

    class Meta:
        abstract = True
