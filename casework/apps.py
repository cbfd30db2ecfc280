from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CaseworkConfig(AppConfig):
    name = "casework"
    verbose_name = _("办案内核")
    seed_files = {"calendar": ["seed/workcalendar"], "gates": ["seed/gates.csv"]}
    seed_loaders = {
        "calendar": "casework.upkeep.seed_year",
        "timers": "casework.rules.load_timers",
        "gates": "casework.rules.load_gates",
        "papers": "casework.papers.templates.load",
    }

    def ready(self) -> None:
        """Make the gates part of `check --deploy`, and the long work of the house known."""
        from django.core.checks import register

        from casework import exporting, jobs, upkeep
        from casework.rules import check_gates

        register(check_gates, deploy=True)
        jobs.register(upkeep.RecomputeYear())
        jobs.register(exporting.ListExport())
