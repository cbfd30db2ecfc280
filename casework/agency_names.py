"""The names of agencies, as every page and history asks for them."""

from casework.models import Agency
from casework.reference import Kept

#: By key.
agency_names: Kept[dict[int, str]] = Kept(lambda: dict(Agency.objects.values_list("pk", "name")))
