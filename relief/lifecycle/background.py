"""Who somebody is beyond a name, how the registration was signed, and the family: whenever there is time (R-10)."""

from django.utils.translation import gettext_lazy as _

from casework.declaration import amendment
from relief.effects import background as do
from relief.forms import background as f
from relief.guards.background import RELATIVE_KNOWN, SAFE_TO_CONTACT
from relief.states import OPEN, PENDING_ARCHIVE

_OPEN = " ".join(OPEN)
_ALSO_LATER = f"{_OPEN} {PENDING_ARCHIVE}"

BACKGROUND = (
    amendment("record_background", _("登记详细情况"), by="RCP CSW", states=_ALSO_LATER, asks=f.BACKGROUND,
        effect=do.record_background, rules="R-10 R-12"),
    amendment("sign_registration", _("登记表签名"), by="RCP CSW", states=_ALSO_LATER, asks=f.SIGNED,
        effect=do.sign_registration, prints="J-01", rules="R-10 R-12"),
    amendment("record_relative", _("登记亲属联系人"), by="RCP CSW", states=_OPEN, asks=f.RELATIVE,
        effect=do.record_relative, rules="R-10 R-61"),
    amendment("update_relative", _("更新亲属联系人"), by="CSW", states=_OPEN, asks=f.RELATIVE_AGAIN,
        needs=[RELATIVE_KNOWN], effect=do.update_relative, rules="R-10 R-61"),
    amendment("record_contact", _("登记联系亲属"), by="RCP CSW", states=_OPEN, asks=f.ATTEMPT,
        needs=[SAFE_TO_CONTACT], effect=do.record_contact, rules="R-43 R-61"),
)  # fmt: skip
