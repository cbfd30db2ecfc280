"""The penalty procedure 立案查处 (§1.1.3): a record beside its case."""
