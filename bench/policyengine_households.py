"""Start-up and households a second of policyengine-us, a tax and benefit model; run with a Python that has it.

Run: PYTHON bench/policyengine_households.py [HOUSEHOLDS]     (PYTHON has policyengine-us installed)
"""

import json
import sys
import time

YEAR = "2026"
ANSWERS = ("is_medicaid_eligible", "snap", "ssi")


def main() -> None:
    """Measure the CPU seconds of the import, then of three of its answers for many incomes at once."""
    households = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
    start = time.process_time()
    from policyengine_us import Simulation

    started = time.process_time() - start
    situation = {
        "people": {"you": {"age": {YEAR: 58}}},
        "households": {"home": {"members": ["you"], "state_name": {YEAR: "OH"}}},
        "axes": [[{"name": "employment_income", "count": households, "min": 0, "max": 100_000, "period": YEAR}]],
    }
    start = time.process_time()
    simulation = Simulation(situation=situation)
    for answer in ANSWERS:
        simulation.calculate(answer, YEAR)
    taken = time.process_time() - start
    print(json.dumps({"start_up": started, "seconds": taken, "households": households}))


if __name__ == "__main__":
    main()
