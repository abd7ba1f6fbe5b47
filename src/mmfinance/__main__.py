"""`python -m mmfinance` is `mmfinance`."""

from mmfinance.cli import main

main()
