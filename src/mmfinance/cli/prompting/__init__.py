"""Terminals for the interview: a plain one, line by line, and one with menus to move in."""
