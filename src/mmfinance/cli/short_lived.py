"""What a command can leave out that handles one case and ends."""

import atexit
import gc
import os


def be_short_lived() -> None:
    """Leave out what only a long life repays: a quarter of the time of a command. Call it before NumPy is imported.

    Looking for garbage finds none, freeing every object at the end frees what the system takes back at once, and
    threads for linear algebra have nothing to do.
    """
    gc.disable()
    atexit.register(gc.freeze)
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
