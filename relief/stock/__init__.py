"""What the station keeps and gives out: batches with their expiry, first expired first out, losses by two (E36–E38)."""
