"""The guards of a relief case: what law and practice ask before somebody is taken in, leaves or is handed over."""
