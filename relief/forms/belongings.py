"""What is asked when belongings are listed and given back."""

from django.utils.translation import gettext_lazy as _

from casework.declaration import Ask

LIST = (
    Ask("belongings", _("随身物品"), "items", required=False, help=_("证件、现金、手机、投诉信件由本人自持"), columns=(
        Ask("kind", _("种类"), "choice", choices="belonging_kind"),
        Ask("item", _("物品"), max_length=80, personal=True),
        Ask("quantity", _("数量"), required=False, max_length=4),
        Ask("condition", _("状况"), required=False, max_length=60),
        Ask("disposition", _("处理"), "choice", choices="belonging_disposition"),
        Ask("locker", _("柜号"), required=False, max_length=12),
    ), personal=True),
    Ask("asked_in_writing", _("本人书面要求寄存证件、现金、手机或投诉信件"), "flag", required=False),
    Ask("agrees_to_destroy", _("本人同意销毁"), "flag", required=False, help=_("有物品要销毁时勾选")),
    Ask("acknowledged", _("本人核对无误"), "flag", required=False),
)  # fmt: skip
RETURN = (
    Ask("piece", _("只归还一项"), "choice", choices="held_belongings", required=False, help=_("不选就是全部归还")),
    Ask("return_signed", _("领取签收"), "choice", choices="signature_kind", required=False),
)
