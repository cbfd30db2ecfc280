"""What may stand on a paper as legal basis: verified national law in force on the day, and nothing else (§3)."""

from datetime import date

from django.utils.translation import gettext_lazy

from casework.context import Context
from casework.models import TimerRule
from casework.timers import local_day
from property_rectification import law
from property_rectification.models import LegalBasis

#: Clock → instrument and articles that order its length.
TIME_LIMITS = {
    "T.INTAKE.INFORM": ("XFGZ", gettext_lazy("第二十二条、第二十三条")),
    "T.HANDLE.PETITION": ("XFGZ", gettext_lazy("第三十四条")),
}


def cite(code: str, articles: str, day: date) -> str:
    """《名称》（版本）第几条; empty where the instrument is not in force on that day or is not verified."""
    return _words(_instrument(code, day), articles)


def cited(ctx: Context, code: str, articles: str) -> str:
    """The same on the day of an act; an instrument is looked up once for all papers of it."""
    day = local_day(ctx.now)
    return _words(ctx.once(f"instrument:{code}", lambda: _instrument(code, day)), articles)


def _instrument(code: str, day: date) -> LegalBasis | None:
    return law.verified(day).get(code)


def _words(found: LegalBasis | None, articles: str) -> str:
    return law.words(found.title, found.version_note, articles) if found else ""


def of_time_limit(ctx: Context, rule: TimerRule) -> str:
    """The law that orders a clock's length; empty for one that practice or the place has set."""
    if rule.confidence != law.VERIFIED or rule.origin != TimerRule.SEED or rule.key not in TIME_LIMITS:
        return ""
    code, articles = TIME_LIMITS[rule.key]
    return cited(ctx, code, str(articles))
