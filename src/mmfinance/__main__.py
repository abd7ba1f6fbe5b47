"""`python -m mmfinance` is the same program as `mmfinance`."""

from mmfinance.cli import main

if __name__ == "__main__":
    main()
