"""GDAL, GEOS and PROJ out of the wheels of pyogrio and shapely.

The wheels bring the same libraries on every machine, so GeoDjango needs no system package.
Importing this module is enough: it sets the data folders and names the two libraries.
"""

import os
import sysconfig
from pathlib import Path

_SITE = Path(sysconfig.get_paths()["platlib"])


def _library(folder: str, pattern: str) -> str | None:
    found = sorted((_SITE / folder).glob(pattern))
    return str(found[0]) if found else None


GDAL_LIBRARY_PATH = os.environ.get("GDAL_LIBRARY_PATH") or _library("pyogrio.libs", "libgdal-*.so*")
GEOS_LIBRARY_PATH = os.environ.get("GEOS_LIBRARY_PATH") or _library("shapely.libs", "libgeos_c-*.so*")
os.environ.setdefault("GDAL_DATA", str(_SITE / "pyogrio" / "gdal_data"))
os.environ.setdefault("PROJ_DATA", str(_SITE / "pyogrio" / "proj_data"))
