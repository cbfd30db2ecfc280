"""Complaints about relief 投诉: written down by whoever hears one, read and answered by the bureau alone (R-53)."""
