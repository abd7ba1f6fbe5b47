"""How far an estimate may look ahead: for the engine, for every command and for the file of settings."""

MOST_MONTHS = 36
"""As many months as the chart of a letter holds."""
