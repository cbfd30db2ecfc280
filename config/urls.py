"""Addresses: the API under /api/v1/, pages in Chinese words' English names beside it."""

from django.urls import URLPattern, URLResolver, include, path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerView

from casework.api import urls as api_urls
from casework.web import urls as web_urls
from property_rectification import api as property_api
from property_rectification.web import urls as property_urls
from property_rectification.web.public import urls as public_urls
from relief.web import urls as relief_urls

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/", include(property_api.patterns())),
    path("api/v1/", include(api_urls.patterns())),
    path("api/v1/schema", SpectacularAPIView.as_view(), name="schema"),
    path("api/v1/docs", SpectacularSwaggerView.as_view(url_name="schema"), name="api-docs"),
    path("", include(property_urls.patterns)),
    path("", include(public_urls.patterns)),
    path("", include(relief_urls.patterns)),
    path("", include(web_urls.patterns())),
]
handler400 = "casework.web.errors.bad_request"
handler403 = "casework.web.errors.forbidden"
handler404 = "casework.web.errors.not_found"
handler500 = "casework.web.errors.server_error"
