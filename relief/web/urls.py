"""Pages that are made for the station."""

from django.urls import URLPattern, path

from relief.web.reception import Reception

patterns: list[URLPattern] = [path("relief/new/", Reception.as_view(), name="relief-new")]
