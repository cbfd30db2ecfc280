"""What is said on page and paper when a mediation ends without an agreement (L-70)."""

from django.utils.translation import gettext_lazy

#: What is open to everybody whatever came of it (L-70); told and printed when a mediation ends without agreement.
OTHER_WAYS = (
    gettext_lazy("这件继续办理，不调解不影响办理结果"),
    gettext_lazy("向人民法院起诉"),
    gettext_lazy("对行政行为不服的，申请行政复议或提起行政诉讼"),
    gettext_lazy("依法信访"),
    gettext_lazy("双方自己重新提出，可以再调解"),
)
