"""The demo district: places, people and cases, by hand or in the worker with progress."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from casework import demo
from property_rectification.demo import cases, exemplars, messages, people

FOLDER = Path(people.__file__).parent


class Command(BaseCommand):
    help = "装入演示区：地点、人员、案件（只在演示模式）"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--enqueue", action="store_true", help="地点和人员现在装入，案件交后台")
        parser.add_argument("--cases", type=int, default=cases.COUNT, help="多少件案件（默认%(default)s）")
        parser.add_argument("--list-logins", action="store_true", help="只打印演示账号")

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.MODE != "demo":
            raise CommandError(_("只能在演示模式（ANGUI_MODE=demo）装入演示数据。"))
        if options["list_logins"]:
            return self._print_logins()
        places = ("--townships", str(FOLDER / "townships.csv"), "--boundary", str(FOLDER / "streets.json"))
        call_command("load_divisions", people.COUNTY, *places, stdout=self.stdout)
        call_command("load_compounds", str(FOLDER / "compounds.csv"), stdout=self.stdout)
        people.load()
        for part in demo.parts():
            part.load_people()
        if options["enqueue"]:
            from property_rectification.tasks import load_demo

            load_demo.delay()
            self.stdout.write(_("案件正在后台装入。"))
        else:
            messages.load()
            made = cases.load(self._tell, options["cases"])
            self.stdout.write(_("演示案件：新增%(made)d件。") % {"made": made})
            self.stdout.write(_("演示典型案例：新增%(made)d篇。") % {"made": exemplars.load()})
            for part in demo.parts():
                self.stdout.write(
                    _("演示%(what)s：新增%(made)d件。") % {"what": part.label, "made": part.load_records()}
                )
        return None

    def _tell(self, made: int, of: int) -> None:
        self.stdout.write(_("演示案件%(n)d/%(of)d") % {"n": made, "of": of})

    def _print_logins(self) -> None:
        self.stdout.write(_("演示账号（密码都是%(password)s）：") % {"password": demo.PASSWORD})
        further = [login for part in demo.parts() for login in part.logins()]
        for username, role, post in [*people.logins(), *further]:
            self.stdout.write(f"  {username:<12} {role}  {post}")
