"""Why an act on a case is refused, and what would make it possible; one module a stage. Codes as in the tables."""
