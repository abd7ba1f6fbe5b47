"""What an estimate shows: its rows, reasons, counters, pictures and JSON."""
