"""The posts of a relief station in words, as refusals and pages name them. People, relatives and police have none."""

from django.utils.translation import gettext_lazy as _

ROLES = {
    "RCP": _("接待员"),
    "SEC": _("安检员"),
    "CSW": _("甄别/社工"),
    "CAR": _("照料员"),
    "HLT": _("医务"),
    "ESC": _("护送员"),
    "STK": _("库管"),
    "DUT": _("值班领导"),
    "DIR": _("站长"),
    "ARC": _("档案员"),
    "STA": _("统计员"),
    "ADM": _("系统管理员"),
    "DPO": _("个人信息保护负责人"),
    "SUP": _("县民政局监督员"),
    "system": _("系统"),
}
#: Who works in a station.
STATION = frozenset(ROLES) - {"SUP", "system"}
