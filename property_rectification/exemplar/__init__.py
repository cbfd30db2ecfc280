"""Exemplary cases 典型案例 (§1.5): from a finished case to a text for the public, and off line again."""
