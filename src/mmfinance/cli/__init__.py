"""The command line: parse, call one function, print. No rule and no arithmetic lives here."""

from mmfinance.cli.app import main

__all__ = ["main"]
