"""What acts on a case set and add; one module a stage. Who may, and when, is said by the declaration."""
