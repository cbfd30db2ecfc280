"""The page on which a station begins to write down what it tells the public."""

from django.utils.translation import gettext_lazy as _

from casework.web.begin import BeginPage
from relief.models.outreach import OutreachYear
from relief.outreach.lifecycle import BEGIN


class NewYear(BeginPage):
    """The director, once: later years follow by themselves."""

    model, act, back = OutreachYear, BEGIN, "outreach-list"
    lead = _("开始一次就行，以后每年1月1日自动接上。开放日是6月19日，5月1日起提醒站长做计划。")
    done = _("已开始，可以登记宣传资料和开放日。")
