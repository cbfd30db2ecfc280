"""The stations a bureau may ask: agencies of its county in which somebody is director."""

from django.db.models import QuerySet

from casework.models import Agency, Post


def of_division(division: str) -> QuerySet[Agency]:
    """By name; a station without a director gets nothing that nobody would answer."""
    directors = Post.objects.held().filter(role="DIR", division__code__startswith=division)
    return Agency.objects.filter(pk__in=directors.values("agency")).order_by("name")


def choices(division: str = "") -> list[tuple[str, str]]:
    """For a form."""
    return [(str(one.pk), one.name) for one in of_division(division)]
