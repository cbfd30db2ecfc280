"""Addresses of 组织与岗位."""

from django.urls import URLPattern, path

from casework.web import manage, manage_acts


def patterns() -> list[URLPattern]:
    """Agencies, people and posts."""
    return [
        path("manage/agencies/", manage.Agencies.as_view(), name="agencies"),
        path("manage/agencies/new/", manage_acts.NewAgency.as_view(), name="agency-new"),
        path("manage/agencies/<int:agency>/", manage.OneAgency.as_view(), name="agency"),
        path("manage/agencies/<int:agency>/change/", manage_acts.ChangeAgency.as_view(), name="agency-change"),
        path("manage/agencies/<int:agency>/close/", manage_acts.CloseAgency.as_view(), name="agency-close"),
        path("manage/people/", manage.People.as_view(), name="people"),
        path("manage/people/new/", manage_acts.NewPerson.as_view(), name="person-new"),
        path("manage/people/<int:user>/", manage.Person.as_view(), name="person"),
        path("manage/people/<int:user>/password/", manage_acts.ResetPassword.as_view(), name="person-password"),
        path("manage/people/<int:user>/posts/new/", manage_acts.GivePost.as_view(), name="post-give"),
        path("manage/people/<int:user>/deactivate/", manage_acts.Deactivate.as_view(), name="person-deactivate"),
        path("manage/posts/<int:post>/end/", manage_acts.EndPost.as_view(), name="post-end"),
    ]
