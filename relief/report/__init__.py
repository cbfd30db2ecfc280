"""The monthly report of a station 月报 (E50): made by one person, locked by another, corrected beside the locked."""
