"""The page on which somebody is received."""

from django.utils.translation import gettext_lazy as _

from casework.web.begin import BeginPage
from relief.lifecycle.intake import RECEIVE
from relief.models import ReliefCase


class Reception(BeginPage):
    """Help first: no name and no paper is needed (R-12)."""

    model, act, back = ReliefCase, RECEIVE, "relief-list"
    lead = _("说不出姓名、没有证件也能入站：先帮助，后核实。")
    done = _("已登记到站。")
