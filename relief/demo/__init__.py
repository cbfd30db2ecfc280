"""The demo's relief station: invented people, and persons brought along their road by the engine.

Nothing of it is loaded outside the demo mode. Names end in 样 or 例, identity numbers begin with 220399, which is no
division: nobody can take them for somebody.
"""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from casework.demo import Part


def _people() -> None:
    from relief.demo.people import load

    load()


def _records() -> int:
    from relief.demo.cases import load

    return load()


def _logins() -> Iterator[tuple[str, str, str]]:
    from relief.demo.people import logins

    return logins()


STATION = Part(_("救助案件"), _people, _records, _logins)
