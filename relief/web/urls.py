"""Pages that are made for the station."""

from django.urls import URLPattern, path

from relief.report.lifecycle import REPORT
from relief.web import (
    bed_board,
    belongings_page,
    blank_forms,
    care_page,
    complaints,
    leads,
    national,
    outages,
    outreach,
    people,
    reception,
    report_pages,
    roll_call,
    shifts,
    staff,
    stock,
)

_CASES, _TABLE, _QUARTER = report_pages.CasesOn, report_pages.Table, report_pages.QuarterPage
patterns: list[URLPattern] = [
    path("relief/reception/", reception.Receptions.as_view(), name="relief-receptions"),
    path("relief/reception/new/", reception.Receive.as_view(), name="relief-reception-new"),
    path("relief/reception/number/", reception.Number.as_view(), name="relief-number"),
    path("relief/reception/<str:key>/", reception.Reception.as_view(), name="relief-reception"),
    path("relief/belongings/", belongings_page.Lockers.as_view(), name="relief-belongings"),
    path("relief/leads/", leads.Leads.as_view(), name="relief-leads"),
    path("relief/leads/new/", leads.NewLead.as_view(), name="relief-lead-new"),
    path("relief/forms/", blank_forms.Forms.as_view(), name="relief-forms"),
    path("relief/forms/<slug:form>/", blank_forms.Form.as_view(), name="relief-form"),
    path("relief/roll-call/", roll_call.RollCall.as_view(), name="relief-roll-call"),
    path("relief/care/", care_page.Care.as_view(), name="relief-care"),
    path("relief/beds/", bed_board.Board.as_view(), name="relief-beds"),
    path("relief/beds/ready/", bed_board.Ready.as_view(), name="relief-bed-ready"),
    path("relief/beds/night/", bed_board.NightRound.as_view(), name="relief-night-round"),
    path("relief/people/search/", people.PeopleSearch.as_view(), name="relief-people-search"),
    path("relief/people/<uuid:pk>/", people.PersonPage.as_view(), name="relief-person"),
    path("relief/national/", national.National.as_view(), name="national"),
    path("relief/national/<slug:form>/", national.Table.as_view(), name="national-table"),
    path("complaints/new/", complaints.WriteDown.as_view(), name="complaints-new"),
    path("relief/shift/", shifts.Now.as_view(), name="relief-shift"),
    path("shifts/new/", shifts.WriteHandover.as_view(), name="shifts-new"),
    path("relief/staff/", staff.Checks.as_view(), name="relief-staff"),
    path("staff/new/", staff.NewMember.as_view(), name="staff-new"),
    path("outages/new/", outages.NewOutage.as_view(), name="outages-new"),
    path("outreach/new/", outreach.NewYear.as_view(), name="outreach-new"),
    path("stock/new/", stock.NewItem.as_view(), name="stock-new"),
    path("complaints/sent/", complaints.Sent.as_view(), name="complaints-sent"),
    path("statistics/new/", report_pages.Begin.as_view(), name="statistics-new"),
    path("statistics/<str:key>/cases/", _CASES.as_view(kind_name=REPORT.name), name="statistics-cases"),
    path("statistics/<str:key>/quarter/", _QUARTER.as_view(kind_name=REPORT.name), name="statistics-quarter"),
    path("statistics/<str:key>/table/<slug:form>/", _TABLE.as_view(kind_name=REPORT.name), name="statistics-table"),
]
