"""The work on one row: its place, its fingerprint, its letters, and what came of it."""
