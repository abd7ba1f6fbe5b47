"""What a cell that cannot be read tells the person who wrote it."""


class Unreadable(Exception):
    """A cell's words that cannot be read: what is wrong, without repeating them, and what is expected."""

    def __init__(self, what: str, expected: str) -> None:
        super().__init__(what)
        self.what = what
        self.expected = expected
