"""How a table's columns become a case: which column says what, and how its words are read."""
