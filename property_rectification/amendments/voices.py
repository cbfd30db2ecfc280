"""What the reporter adds, and the key to the case."""

from django.utils.translation import gettext_lazy as _

from casework.declaration import Ask, amendment
from property_rectification.effects import voices as do
from property_rectification.states import DRAFT, STATES

_NUMBERED = " ".join(state.code for state in STATES if state.code != DRAFT and not state.terminal)

VOICES = (
    amendment("add_note", _("补充情况"), by="R17", effect=do.add_note,
        asks=[Ask("text", _("补充的情况"), "text", min_length=4, max_length=5000)], rules="L-75"),
    amendment("join_matter", _("也是我家的事"), by="R17", states="draft", effect=do.join_matter,
        asks=[Ask("number", _("编号"), max_length=40)], rules="§1.1.2 #07"),
    amendment("renew_public_key", _("补发查询码"), by="R04 R05", states=_NUMBERED, effect=do.renew_public_key,
        asks=[Ask("reasons", _("理由"), max_length=200, help=_("例如：回执丢失，已核对反映人"))],
        warning=_("原来的查询码和二维码马上不能用，新的在新回执上。"), prints="F-01", rules="§5.6"),
)  # fmt: skip
