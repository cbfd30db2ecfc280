"""The counter that every public page names beside itself: paper and telephone are equal ways (§5.15)."""

from django.conf import settings

from casework.models import Agency
from casework.web.public import Counter

#: The centre that takes complaints in, in the list of organs.
CENTRE = "02"


def counter(county: str = "") -> Counter | None:
    """The centre of a county, of the one served unless told, once its telephone or address is known."""
    county = (county or settings.SERVED_DIVISION)[:6]
    centres = Agency.objects.filter(organ=CENTRE, active=True, division__code__startswith=county)
    for centre in centres.order_by("division_id", "pk"):
        if centre.public_phone or centre.public_address:
            return Counter(centre.name, centre.public_phone, centre.public_address, centre.public_hours)
    return None
