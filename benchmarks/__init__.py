"""How fast the product answers with 100,000 cases and their history (see README.md)."""
