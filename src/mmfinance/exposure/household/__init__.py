"""What no plan pays: the way there and back, nights away, lost pay, premiums."""
