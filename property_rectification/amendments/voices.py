"""What the reporter adds, and the key to the case."""

from django.utils.translation import gettext_lazy as _

from casework.declaration import Ask, amendment
from property_rectification.effects import voices as do

VOICES = (
    amendment("add_note", _("补充情况"), by="R17", effect=do.add_note,
        asks=[Ask("text", _("补充的情况"), "text", min_length=4, max_length=5000)], rules="L-75"),
    amendment("join_matter", _("也是我家的事"), by="R17", states="draft", effect=do.join_matter,
        asks=[Ask("number", _("编号"), max_length=40)], rules="§1.1.2 #07"),
    amendment("renew_public_key", _("补发查询码"), by="R04 R05", effect=do.renew_public_key,
        asks=[Ask("reasons", _("理由"), max_length=200, help=_("例如：回执丢失，已核对反映人"))], rules="§5.6"),
)  # fmt: skip
