"""Services in date order through the terms of every coverage, on lanes of whole cents."""
