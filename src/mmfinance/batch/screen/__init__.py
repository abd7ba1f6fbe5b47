"""Verdicts and exposure of a whole registry, without paper: rows in, one line a case out."""
