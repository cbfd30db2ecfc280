from pathlib import Path

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

#: The papers whose first wording lies in a file.
WORDINGS = (
    "F-01", "F-04", "F-05", "F-10", "F-11", "F-15", "F-16", "F-17", "F-18", "F-19", "F-20", "F-22", "F-24", "F-36",
    "F-37", "F-38", "F-39", "F-40",
)  # fmt: skip


class PropertyRectificationConfig(AppConfig):
    name = "property_rectification"
    verbose_name = _("物业整治")
    seed_files = {
        "timers": ["seed/timers.csv"],
        "gates": ["seed/gates.csv"],
        "categories": ["seed/categories.csv"],
        "competences": ["seed/competences.csv"],
        "legal_basis": ["seed/legal_basis.csv"],
        "hotline": ["seed/hotline_statuses.csv"],
        "papers": [f"papers/{code}.tpl" for code in WORDINGS],
    }
    seed_loaders = {
        "categories": "property_rectification.seeding.load_categories",
        "competences": "property_rectification.seeding.load_competences",
        "legal_basis": "property_rectification.seeding.load_legal_basis",
        "hotline": "property_rectification.hotline.load_statuses",
    }

    def ready(self) -> None:
        """Everything this domain plugs into the kernel: kinds, scopes, the permission matrix, what is kept apart."""
        self._register_kinds()
        self._register_parts()

    def _register_kinds(self) -> None:
        """The kinds of records, and who sees which."""
        from casework import kinds, scopes
        from property_rectification.case_kind import CaseKind
        from property_rectification.exemplar.kind import ExemplarKind
        from property_rectification.exemplar.scopes import EXEMPLAR_SCOPES
        from property_rectification.interference.kind import InterferenceKind
        from property_rectification.interference.scopes import INTERFERENCE_SCOPES
        from property_rectification.lead_kind import LeadKind
        from property_rectification.penalty.kind import PenaltyKind
        from property_rectification.penalty.scopes import PENALTY_SCOPES
        from property_rectification.scopes import CASE_SCOPES, LEAD_SCOPES

        for kind, scope in (
            (CaseKind(), CASE_SCOPES), (LeadKind(), LEAD_SCOPES), (ExemplarKind(), EXEMPLAR_SCOPES),
            (PenaltyKind(), PENALTY_SCOPES), (InterferenceKind(), INTERFERENCE_SCOPES),
        ):  # fmt: skip
            kinds.register(kind)
            scopes.register(kind.name, scope)

    def _register_parts(self) -> None:
        """Pages, words, papers, jobs and checks."""
        from casework import access, attaching, documents, files, jobs, notices, search, separation
        from casework.unused_words import use as use_words_not_used
        from casework.web import access_words, navigation, public
        from property_rectification import arrears, codes, searching, words
        from property_rectification.case_words import NOTICES as CASE_NOTICES
        from property_rectification.exemplar.kind import NOTICES as EXEMPLAR_NOTICES
        from property_rectification.hotline_jobs import ReturnFile
        from property_rectification.import_jobs import Rehearse, RunImport
        from property_rectification.navigation import BY_ROLE, INTAKE_PAGES, MODULE, PUBLIC
        from property_rectification.papers import PAPERS
        from property_rectification.party_jobs import Align
        from property_rectification.public.counter import counter
        from property_rectification.separation import SEPARATIONS
        from property_rectification.web.access_words import ACTS, OF

        navigation.register(BY_ROLE, module=MODULE, intake=INTAKE_PAGES)
        public.register(*PUBLIC, counter=counter)
        access_words.register(OF, ACTS)
        access.load(Path(__file__).parent / "seed" / "permissions.csv")
        notices.declare(CASE_NOTICES)
        notices.declare(EXEMPLAR_NOTICES)
        files.keep_apart({"mediation": "mediation"})
        documents.register(PAPERS)
        for work in (RunImport(), Rehearse(), ReturnFile(), Align()):
            jobs.register(work)
        use_words_not_used(words.found_in)
        attaching.check_with(arrears.refuse_attached)
        search.register(
            *searching.finders(), looks_like_name=searching.looks_like_name, is_code=searching.is_code_of_firm
        )
        separation.register(SEPARATIONS, organs=codes.lists()["organ"])
