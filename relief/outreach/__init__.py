"""What the station tells the public in a year: leaflets (E39) and the open day on 19 June (E40, TM-28)."""
