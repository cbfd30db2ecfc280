"""What the acts of a relief case ask, stage by stage."""
