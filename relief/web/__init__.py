"""Pages of the station beside those every kind has."""
