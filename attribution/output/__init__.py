"""Views of the claim record: terminal table, CSV, JSON Lines, JSON. Nothing here finds or changes a claim."""
