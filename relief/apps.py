from pathlib import Path

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

#: The papers whose first wording lies in a file.
WORDINGS = (
    "J-01", "J-02", "J-03", "J-04", "J-05", "J-06", "J-07", "J-08", "J-09", "J-10", "J-11", "J-13", "J-16", "J-17",
    "J-22", "J-27", "J-28", "J-29", "J-30", "J-31", "J-32", "J-34", "J-35", "J-36", "J-38", "J-39", "J-41", "J-42",
    "J-43", "J-44",
)  # fmt: skip


class ReliefConfig(AppConfig):
    name = "relief"
    verbose_name = _("流浪救助")
    seed_files = {"timers": ["seed/timers.csv"], "papers": [f"papers/{code}.tpl" for code in WORDINGS]}

    def ready(self) -> None:
        """Everything this domain plugs into the kernel."""
        from casework import access, demo, documents, kinds, notices, scopes, search, separation
        from casework.listing import Reach
        from casework.web import access_words, navigation
        from relief import searching
        from relief.demo import STATION
        from relief.navigation import BY_ROLE, INTAKE, MODULE
        from relief.registered import KINDS, PRINTED
        from relief.separation import SEPARATIONS
        from relief.web.access_words import OF
        from relief.words import LOOKS, NOTICES

        for kind, seen in KINDS:
            kinds.register(kind)
            scopes.register(kind.name, seen)
        navigation.register(BY_ROLE, module=MODULE, intake=INTAKE)
        access.load(Path(__file__).parent / "seed" / "permissions.csv")
        notices.declare(NOTICES)
        search.register((_("救助"), Reach.MATTER, searching.cases))
        demo.register(STATION)
        documents.register(PRINTED)
        separation.register(SEPARATIONS)
        access_words.register(OF, LOOKS)
