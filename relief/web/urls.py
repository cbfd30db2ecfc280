"""Pages that are made for the station."""

from django.urls import URLPattern, path

from relief.web import complaints
from relief.web.reception import Reception

patterns: list[URLPattern] = [
    path("relief/new/", Reception.as_view(), name="relief-new"),
    path("complaints/new/", complaints.WriteDown.as_view(), name="complaints-new"),
    path("complaints/sent/", complaints.Sent.as_view(), name="complaints-sent"),
]
