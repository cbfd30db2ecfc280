"""Which division a point lies in, and how a division is bounded."""

from django.contrib.gis.geos import MultiPolygon, Point

from geo.models import Division, DivisionBoundary


def division_at(point: Point) -> Division | None:
    """The deepest division whose boundary covers the WGS-84 point; on a shared edge the one with the lower code."""
    return Division.objects.filter(outline__geometry__covers=point).order_by("-level", "code").first()


def boundary_of(code: str) -> MultiPolygon | None:
    """The boundary of a division in EPSG:4326, or None where none is loaded."""
    return DivisionBoundary.objects.filter(division=code).values_list("geometry", flat=True).first()
