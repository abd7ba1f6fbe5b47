"""What myeloma treatment may cost, who can help, and what to do this week."""

__version__ = "0.1.0"
