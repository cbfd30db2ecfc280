"""Addresses of the administration."""

from django.urls import URLPattern, path

from casework.web import manage, manage_acts, manage_calendar, manage_gates, manage_outbox, manage_papers, manage_rules


def patterns() -> list[URLPattern]:
    """Agencies, people, posts and the calendar."""
    return [
        path("manage/agencies/", manage.Agencies.as_view(), name="agencies"),
        path("manage/agencies/new/", manage_acts.NewAgency.as_view(), name="agency-new"),
        path("manage/agencies/<int:agency>/", manage.OneAgency.as_view(), name="agency"),
        path("manage/agencies/<int:agency>/change/", manage_acts.ChangeAgency.as_view(), name="agency-change"),
        path("manage/agencies/<int:agency>/close/", manage_acts.CloseAgency.as_view(), name="agency-close"),
        path("manage/calendar/", manage_calendar.Calendar.as_view(), name="calendar"),
        path("manage/calendar/load/", manage_calendar.LoadCalendar.as_view(), name="calendar-load"),
        path("manage/calendar/<int:year>/recompute/", manage_calendar.Recompute.as_view(), name="calendar-recompute"),
        path("manage/rules/", manage_rules.Rules.as_view(), name="rules"),
        path("manage/rules/<int:rule>/change/", manage_rules.ChangeRule.as_view(), name="rule-change"),
        path("manage/rules/<int:rule>/withdraw/", manage_rules.WithdrawRule.as_view(), name="rule-withdraw"),
        path("manage/gates/", manage_gates.Gates.as_view(), name="gates"),
        path("manage/gates/<str:gate>/", manage_gates.SetGate.as_view(), name="gate-set"),
        path("manage/templates/", manage_papers.Papers.as_view(), name="templates"),
        path("manage/templates/<str:code>/", manage_papers.OnePaper.as_view(), name="template"),
        path("manage/templates/<str:code>/new/", manage_papers.NewVersion.as_view(), name="template-new"),
        path("manage/templates/<str:code>/try/", manage_papers.TryVersion.as_view(), name="template-try"),
        path("manage/templates/<str:code>/<int:version>/", manage_papers.Preview.as_view(), name="template-preview"),
        path("manage/outbox/", manage_outbox.Outbox.as_view(), name="outbox"),
        path("manage/outbox/<uuid:message>/", manage_outbox.OneMessage.as_view(), name="outbox-message"),
        path("manage/receivers/", manage_outbox.Receivers.as_view(), name="receivers"),
        path("manage/receivers/new/", manage_outbox.KeepReceiver.as_view(), name="receiver-new"),
        path("manage/receivers/<slug:receiver>/", manage_outbox.KeepReceiver.as_view(), name="receiver"),
        path("manage/people/", manage.People.as_view(), name="people"),
        path("manage/people/new/", manage_acts.NewPerson.as_view(), name="person-new"),
        path("manage/people/<int:user>/", manage.Person.as_view(), name="person"),
        path("manage/people/<int:user>/password/", manage_acts.ResetPassword.as_view(), name="person-password"),
        path("manage/people/<int:user>/posts/new/", manage_acts.GivePost.as_view(), name="post-give"),
        path("manage/people/<int:user>/deactivate/", manage_acts.Deactivate.as_view(), name="person-deactivate"),
        path("manage/posts/<int:post>/end/", manage_acts.EndPost.as_view(), name="post-end"),
    ]
