"""Every way the house says no. Each refusal has an HTTP status, a code, a Chinese sentence and a way out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Denial:
    """One reason why not: its code, what is missing, how to get there, and the place to go to."""

    code: str
    message: str
    remedy: str = ""
    link: str = ""
    field: str = ""

    def as_json(self) -> dict[str, str]:
        """The denial as the API gives it."""
        return {key: str(value) for key, value in vars(self).items() if value}


@dataclass
class Refusal(Exception):
    """Base of all refusals. Nothing in the record, its ledger or the outbox has changed."""

    denials: Sequence[Denial] = ()
    errors: Mapping[str, Sequence[str]] = field(default_factory=dict)
    extra: Mapping[str, Any] = field(default_factory=dict)
    status: int = 422
    code: str = "refused"
    message: Any = ""

    def __str__(self) -> str:
        return f"{self.status} {self.code} {','.join(d.code for d in self.denials)}"

    @property
    def codes(self) -> list[str]:
        """Codes only, fit for the access log."""
        return [d.code for d in self.denials] or ([f"invalid:{name}" for name in self.errors] or [self.code])

    def as_json(self) -> dict[str, Any]:
        """The body of the answer."""
        body: dict[str, Any] = {"code": self.code, "message": str(self.message or _("没有办成。")), **self.extra}
        if self.denials:
            body["denials"] = [d.as_json() for d in self.denials]
        if self.errors:
            body["errors"] = {name: [str(m) for m in messages] for name, messages in self.errors.items()}
        return body


class BadRequest(Refusal):
    """400: the request itself cannot be read."""

    def __init__(self, message: Any, *, field: str = "", code: str = "bad_request") -> None:
        super().__init__(status=400, code=code, message=message, errors={field: [message]} if field else {})


class NotYourRole(Refusal):
    """403: another post does this."""

    def __init__(self, who: str = "") -> None:
        message = _t("这一步由%(who)s办理。") % {"who": who} if who else _t("这一步由其他岗位办理。")
        super().__init__(status=403, code="not_your_role", message=message)


class OutOfScope(Refusal):
    """404: not there, or not in your scope; which of the two is not told."""

    def __init__(self) -> None:
        super().__init__(status=404, code="not_found", message=_("没有找到，或不在您的范围内。"))


class WrongState(Refusal):
    """409: not now. Carries the present state and what is possible."""

    def __init__(self, *, state: str, state_label: str, possible: Sequence[Mapping[str, str]]) -> None:
        super().__init__(
            status=409,
            code="wrong_state",
            message=_t("案件已是“%(state)s”，这一步不用办了。") % {"state": state_label},
            extra={"state": state, "possible": list(possible)},
        )


class Conflict(Refusal):
    """409: something else of the same kind is under way."""

    def __init__(self, code: str, message: Any) -> None:
        super().__init__(status=409, code=code, message=message)


class StaleVersion(Refusal):
    """412: somebody changed it meanwhile. Carries both versions (`version` now, `since` asked on), who and when."""

    def __init__(self, *, version: int, since: int, by: str, at: str) -> None:
        super().__init__(
            status=412,
            code="stale_version",
            message=_t("%(by)s在%(at)s改了这里。请选一个：用我的，或用现在的。") % {"by": by, "at": at},
            extra={"version": version, "since": since},
        )


class GuardsFailed(Refusal):
    """422: what the law or the practice still asks for, one denial a guard."""

    def __init__(self, denials: Sequence[Denial]) -> None:
        super().__init__(status=422, code="guards_failed", message=denials[0].message, denials=denials)


class InvalidData(Refusal):
    """422: field by field what is missing or wrong."""

    def __init__(self, errors: Mapping[str, Sequence[str]]) -> None:
        super().__init__(status=422, code="invalid_data", message=_("有几项还要改。"), errors=errors)


class PreconditionRequired(Refusal):
    """428: the request did not say which version it was based on."""

    def __init__(self) -> None:
        super().__init__(
            status=428, code="if_match_required", message=_("请求缺少If-Match：先读取案件，再带上它的ETag。")
        )
