"""Addresses of the pages without an account. No number, name or code stands in them; a token does (§5.6)."""

from django.urls import URLPattern, path

from casework.web import public
from property_rectification.web.public import rate, report, status

patterns: list[URLPattern] = [
    path("p/size/", public.size, name="public-size"),
    path("p/report/", report.Where.as_view(), name="public-report"),
    path("p/report/<int:compound>/", report.What.as_view(), name="public-report-what"),
    path("p/status/", status.ByCode.as_view(), name="public-status"),
    path("p/r/<str:token>/", status.Receipt.as_view(), name="public-receipt"),
    path("p/r/<str:token>/receipt.pdf", status.Paper.as_view(), name="public-receipt-paper"),
    path("p/r/<str:token>/answer.pdf", status.Answer.as_view(), name="public-answer-paper"),
    path("p/r/<str:token>/papers/<uuid:document>.pdf", status.OnePaper.as_view(), name="public-paper"),
    path("p/r/<str:token>/do/<slug:code>/", status.Do.as_view(), name="public-act"),
    path("p/rate/<str:token>/", rate.Rate.as_view(), name="public-rate"),
    path("p/compounds/", report.Names.as_view(), name="public-compounds"),
]
