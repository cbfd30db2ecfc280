"""What acts on a case set and add; one module a stage. They say nothing about who may and when: the declaration does."""
