"""Pages that are made for the job, beside the ones every kind has."""

from django.contrib.auth.decorators import login_required
from django.urls import URLPattern, path
from django.views.generic import RedirectView

from property_rectification.case_party import COMMITTEE, FIRM
from property_rectification.web import (
    exemplars,
    hotline,
    imports,
    intake,
    intake_help,
    interferences,
    leads,
    manage_categories,
    manage_parties,
    party_home,
    registered,
    supervision,
)
from property_rectification.web.public import exemplars as public_exemplars

patterns: list[URLPattern] = [
    path("cases/new/", intake.Intake.as_view(), name="cases-new"),
    path("cases/new/similar/", intake_help.Similar.as_view(), name="cases-similar"),
    path("cases/new/order/", intake_help.ReadOrder.as_view(), name="cases-order"),
    path("cases/new/compare/<str:key>/", intake_help.CompareTyped.as_view(), name="cases-compare-typed"),
    path("cases/<str:key>/registered/", registered.Registered.as_view(), name="cases-registered"),
    path("compounds/names/", intake_help.CompoundNames.as_view(), name="compound-names"),
    path("compounds/<int:pk>/card/", intake_help.CompoundCard.as_view(), name="compound-card"),
    path("map/", login_required(RedirectView.as_view(url="/cases/?open=1&map=1")), name="map"),
    path("leads/<str:key>/compare/<uuid:other>/", leads.Compare.as_view(), name="leads-compare"),
    path("manage/categories/", manage_categories.Categories.as_view(), name="categories"),
    path("manage/categories/new/", manage_categories.NewCategory.as_view(), name="category-new"),
    path("manage/categories/<int:version>/change/", manage_categories.ChangeCategory.as_view(), name="category-change"),
    path("manage/duty-map/", manage_categories.DutyMap.as_view(), name="duty-map"),
    path("manage/duty-map/new/", manage_categories.Grant.as_view(), name="duty-grant"),
    path("manage/duty-map/<int:duty>/end/", manage_categories.EndDuty.as_view(), name="duty-end"),
    path("manage/parties/", manage_parties.PartyAccounts.as_view(), name="party-accounts"),
    path("manage/parties/<int:agency>/firm/", manage_parties.BindFirm.as_view(), name="party-bind-firm"),
    path("manage/parties/<int:agency>/committee/", manage_parties.BindCommittee.as_view(), name="party-bind-committee"),
    path("manage/parties/<int:agency>/unbind/", manage_parties.Unbind.as_view(), name="party-unbind"),
    path("interferences/new/", interferences.WriteDown.as_view(), name="interferences-new"),
    path("exemplars/new/", exemplars.Nominate.as_view(), name="exemplars-new"),
    path("exemplars/<str:key>/evidence/", exemplars.Mapping.as_view(), name="exemplars-evidence"),
    path("p/exemplars/", public_exemplars.Listed.as_view(), name="public-exemplars"),
    path("p/exemplars/<uuid:pk>/", public_exemplars.One.as_view(), name="public-exemplar"),
    path("imports/", imports.Imports.as_view(), name="imports"),
    path("imports/<int:run>/", imports.OneImport.as_view(), name="import"),
    path("imports/<int:run>/mapping/", imports.Mapping.as_view(), name="import-mapping"),
    path("firm/", party_home.Home.as_view(role=FIRM), name="firm-home"),
    path("firm/orders/", party_home.Orders.as_view(), name="firm-orders"),
    path("owners/", party_home.Home.as_view(role=COMMITTEE), name="owners-home"),
    path("owners/report/", party_home.ReportFor.as_view(), name="owners-report"),
    path("supervision/", supervision.Supervision.as_view(), name="supervision"),
    path("hotline/", hotline.Hotline.as_view(), name="hotline"),
    path("manage/hotline/", hotline.Statuses.as_view(), name="hotline-statuses"),
    path("manage/hotline/<str:state>/", hotline.ChangeStatus.as_view(), name="hotline-status"),
]
