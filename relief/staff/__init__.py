"""Who works in the station, and whether they may care for minors: checked before, and every twelve months (R-58)."""
