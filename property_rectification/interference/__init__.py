"""Who asked about a case or told somebody how to decide it, on record beside it and read by few (§5.9, L-84, F-40)."""
