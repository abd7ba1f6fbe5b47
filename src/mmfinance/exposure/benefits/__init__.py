"""Each kind of coverage as terms: what a case states, and dated figures where it states nothing."""
