"""Intake: what a person is asked, what each answer writes into the case, and what comes at the end."""
