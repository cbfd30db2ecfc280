from pathlib import Path

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


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
        "papers": ["papers/F-01.tpl", "papers/F-22.tpl", "papers/F-38.tpl"],
    }
    seed_loaders = {
        "categories": "property_rectification.seeding.load_categories",
        "competences": "property_rectification.seeding.load_competences",
        "legal_basis": "property_rectification.seeding.load_legal_basis",
        "hotline": "property_rectification.hotline.load_statuses",
    }

    def ready(self) -> None:
        """Everything this domain plugs into the kernel: kinds, scopes, the permission matrix, what is kept apart."""
        from casework import access, documents, jobs, kinds, notices, scopes, search, separation
        from casework.papers import templates
        from casework.web import access_words, navigation, public
        from property_rectification import codes, searching, words
        from property_rectification.case_kind import CaseKind
        from property_rectification.exemplar.kind import NOTICES as EXEMPLAR_NOTICES
        from property_rectification.exemplar.kind import ExemplarKind
        from property_rectification.exemplar.scopes import EXEMPLAR_SCOPES
        from property_rectification.hotline_jobs import ReturnFile
        from property_rectification.import_jobs import Rehearse, RunImport
        from property_rectification.lead_kind import LeadKind
        from property_rectification.navigation import BY_ROLE, INTAKE_PAGES, PUBLIC
        from property_rectification.papers import PAPERS
        from property_rectification.public.counter import counter
        from property_rectification.scopes import CASE_SCOPES, LEAD_SCOPES
        from property_rectification.separation import SEPARATIONS
        from property_rectification.web.access_words import ACTS, OF

        kinds.register(CaseKind())
        kinds.register(LeadKind())
        kinds.register(ExemplarKind())
        scopes.register("property.case", CASE_SCOPES)
        scopes.register("property.lead", LEAD_SCOPES)
        scopes.register("property.exemplar", EXEMPLAR_SCOPES)
        navigation.register(BY_ROLE, intake=INTAKE_PAGES)
        public.register(*PUBLIC, counter=counter)
        access_words.register(OF, ACTS)
        access.load(Path(__file__).parent / "seed" / "permissions.csv")
        notices.declare(EXEMPLAR_NOTICES)
        documents.register(PAPERS)
        for work in (RunImport(), Rehearse(), ReturnFile()):
            jobs.register(work)
        templates.use_words(words.found_in)
        search.register(
            *searching.finders(), looks_like_name=searching.looks_like_name, is_code=searching.is_code_of_firm
        )
        separation.register(SEPARATIONS, organs=codes.lists()["organ"])
