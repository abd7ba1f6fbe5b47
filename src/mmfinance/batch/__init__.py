"""The same for many: rows in, letters out."""
