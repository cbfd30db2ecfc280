"""The very first account of a server, and a new one when every administrator is gone."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _

from casework import accounts, agencies, clock
from casework.actor import Actor
from casework.models import Agency
from casework.refusals import Refusal
from geo.models import Division


class Command(BaseCommand):
    help = "建立系统管理员账户并打印一次性密码；单位还没有的一并建立"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username", help="登录名：小写字母、数字")
        parser.add_argument("--name", required=True, help="姓名；复姓在姓后加空格")
        parser.add_argument("--agency", required=True, metavar="CODE", help="单位代码")
        parser.add_argument("--agency-name", default="", help="单位还没有时：单位名称")
        parser.add_argument("--organ", default="", help="单位还没有时：机关类别代码，如02")
        parser.add_argument("--division", default="", help="单位还没有时：辖区代码，如220302")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with transaction.atomic():
                user, password = self._create(options)
        except Refusal as refused:
            said = [str(m) for messages in refused.errors.values() for m in messages]
            said += [str(denial.message) for denial in refused.denials]
            raise CommandError("；".join(said) or str(refused.message)) from refused
        self.stdout.write(_("登录名：%(name)s") % {"name": user.username})
        self.stdout.write(_("一次性密码（只显示这一次，首次登录须改）：%(password)s") % {"password": password})

    def _create(self, options: dict[str, Any]) -> tuple[Any, str]:
        system = Actor.system()
        agency = Agency.objects.filter(code=options["agency"]).first() or self._agency(system, options)
        user, password = accounts.create_user(actor=system, username=options["username"], name=options["name"])
        accounts.give_post(
            user, actor=system, agency=agency, role="R21", title=_("系统管理员"), division=agency.division,
            valid_from=clock.now().date(),
        )  # fmt: skip
        return user, password

    def _agency(self, system: Actor, options: dict[str, Any]) -> Agency:
        if not options["agency_name"] or not options["division"]:
            raise CommandError(_("还没有这个单位。请加--agency-name和--division一并建立。"))
        division = Division.objects.filter(pk=options["division"]).first()
        if division is None:
            raise CommandError(_("还没有这个辖区。请先用load_divisions载入区划。"))
        return agencies.open_agency(
            actor=system, code=options["agency"], name=options["agency_name"], organ=options["organ"], division=division
        )
