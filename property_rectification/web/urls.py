"""Pages that are made for the job, beside the ones every kind has."""

from django.urls import URLPattern, path

from property_rectification.web import imports, intake, leads

patterns: list[URLPattern] = [
    path("cases/new/", intake.Intake.as_view(), name="cases-new"),
    path("cases/similar/", intake.Similar.as_view(), name="cases-similar"),
    path("compounds/names/", intake.CompoundNames.as_view(), name="compound-names"),
    path("leads/<str:key>/compare/<uuid:other>/", leads.Compare.as_view(), name="leads-compare"),
    path("imports/", imports.Imports.as_view(), name="imports"),
    path("imports/<int:run>/", imports.OneImport.as_view(), name="import"),
]
