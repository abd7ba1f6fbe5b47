"""The answers of a criterion as small integers, and how they combine.

0 no, 1 not known, 2 the program decides, 3 yes. `all_of` is the minimum, `any_of` the maximum, `none_of` the minimum of
the opposites. "The program decides" is what no fact of the person can settle: a limit that is not published, a
cost-of-living adjustment, a caseworker's judgment. It can only lead to "possible", never to a yes or a no.
"""

import numpy as np
from numpy.typing import NDArray

Answers = NDArray[np.int8]

NO = 0
NOT_KNOWN = 1
PROGRAM_DECIDES = 2
YES = 3

OPPOSITE = (YES, NOT_KNOWN, PROGRAM_DECIDES, NO)
"""The answer to the opposite question, by answer."""
_OPPOSITE: Answers = np.array(OPPOSITE, dtype=np.int8)


def all_of(answers: list[Answers]) -> Answers:
    """Combine answers that must all be yes."""
    combined: Answers = np.minimum.reduce(answers)
    return combined


def any_of(answers: list[Answers]) -> Answers:
    """Combine answers of which one yes is enough."""
    combined: Answers = np.maximum.reduce(answers)
    return combined


def none_of(answers: list[Answers]) -> Answers:
    """Combine answers of which none may be yes."""
    return all_of([opposite(answer) for answer in answers])


def opposite(answers: Answers) -> Answers:
    """Turn yes into no and no into yes; the rest stays."""
    return _OPPOSITE[answers]


def from_truth(truth: NDArray[np.bool_], known: NDArray[np.bool_]) -> Answers:
    """Turn truth values into answers: not known where nothing is known."""
    return np.where(known, np.where(truth, YES, NO), NOT_KNOWN).astype(np.int8)


def constant(answer: int, people: int) -> Answers:
    """Give every person the same answer."""
    return np.full(people, answer, dtype=np.int8)
