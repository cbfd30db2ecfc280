"""Tables from outside: read by content, mapped by a saved profile, refused row by row. Pure; knows no Django."""

from casework.importing.dates import parse_moment
from casework.importing.problems import FileRefused, Problem, RowRefused
from casework.importing.profiles import Mapped, Profile, Target
from casework.importing.readers import Limits, Row, Table, open_table
from casework.importing.report import Report

__all__ = [
    "FileRefused",
    "Limits",
    "Mapped",
    "Problem",
    "Profile",
    "Report",
    "Row",
    "RowRefused",
    "Table",
    "Target",
    "open_table",
    "parse_moment",
]
