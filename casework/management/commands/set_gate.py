"""Answer for one of the gates CG-1…CG-7, or list how they stand."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from casework import clock, rules
from casework.models import Gate, User


class Command(BaseCommand):
    help = "列出上线确认项；给出代码和--note则确认一项"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code", nargs="?", help="例如CG-3；不给就列出全部")
        parser.add_argument("--note", default="", help="确认了什么：依据、文号、日期")
        parser.add_argument("--by", default="", help="确认人的登录名")

    def handle(self, *args: Any, code: str | None, note: str, by: str, **options: Any) -> None:
        if code is not None:
            self._set(code, note, by)
        unanswered = {gate.code for gate in rules.open_gates()}
        for gate in Gate.objects.all():
            standing = _("未确认") if gate.code in unanswered else _("已确认：%(note)s") % {"note": gate.value_note}
            self.stdout.write(f"{gate.code} {gate.title}（{gate.owner}） {standing}")

    def _set(self, code: str, note: str, by: str) -> None:
        person = User.objects.filter(username=by).first()
        if by and person is None:
            raise CommandError(_("没有这个登录名：%(name)s") % {"name": by})
        try:
            rules.set_gate(code, note, by=person, at=clock.now())
        except Gate.DoesNotExist as error:
            raise CommandError(_("没有这个确认项：%(code)s") % {"code": code}) from error
        except ValueError as error:
            raise CommandError(_("请用--note写明确认了什么。")) from error
