"""When reception or hotline are out of service: since when, until when, what people did instead (TM-01, R-08)."""
