"""How the whole suite runs: Hypothesis without deadlines (a busy machine is no failure), and repeatable in CI."""

import os

from hypothesis import settings

settings.register_profile("mmfinance", deadline=None, derandomize="CI" in os.environ, print_blob=True)
settings.load_profile("mmfinance")
