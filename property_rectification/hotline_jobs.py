"""The return file to the hotline as long work of the worker."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework import clock, jobs, tables
from casework.models import Job
from property_rectification import hotline


class ReturnFile(jobs.Work):
    """All work orders of the choice, in a file for the hotline's machine."""

    code = "property.hotline"
    label = gettext_lazy("12345工单回传")
    back_label = gettext_lazy("回到12345回传")
    #: Asked for anew on its form, which records it.
    repeatable = False

    def run(self, job: Job, step: jobs.Step) -> jobs.Result:
        days = {name: date.fromisoformat(day) if day else None for name, day in job.params["days"].items()}
        try:
            sheet = hotline.sheet(jobs.actor_of(job), hotline.Choice(**days), step)
        except hotline.StatusMissing as missing:
            words = _("这些状态还没有热线代码：%(states)s。请管理员补上再生成。")
            raise jobs.Unfinished(words % {"states": missing}) from None
        stamp = f"{clock.now().astimezone(clock.CHINA):%Y%m%d%H%M}"
        if job.params["form"] == "csv":
            return jobs.Result(tables.as_csv(sheet, bare=True), _("回传%(when)s.csv") % {"when": stamp}, jobs.CSV)
        return jobs.Result(tables.as_xlsx(sheet, bare=True), _("回传%(when)s.xlsx") % {"when": stamp}, jobs.XLSX)

    def back_url(self, job: Job) -> str:
        return reverse("hotline")
