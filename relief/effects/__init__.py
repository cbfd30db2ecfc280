"""What the acts of a relief case do: they set fields and add rows, nothing else."""
