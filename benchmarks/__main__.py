"""`python -m benchmarks`: load, serve, measure, count, explain, verify; a figure above its limit ends with code 1."""

import argparse
import sys
import time
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parents[1]


def main(arguments: list[str]) -> int:
    """The whole run; 0 when every figure is within its limit."""
    asked = _parsed(arguments)
    sys.path.insert(0, str(ROOT))
    django.setup()
    from benchmarks import run

    began = time.monotonic()
    code = run.whole(asked)
    print(f"── {time.monotonic() - began:.0f} s, {'over a limit' if code else 'everything within its limit'}")
    return code


def _parsed(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--cases", type=int, default=100_000, help="how many cases are loaded (100000)")
    parser.add_argument("--rounds", type=int, default=20, help="turns of the measurement (20)")
    parser.add_argument("--keep", action="store_true", help="leave the database for the next run")
    parser.add_argument("--reuse", action="store_true", help="take the database that an earlier run kept")
    parser.add_argument("--skip-verify", action="store_true", help="do not walk the ledger at the end (some minutes)")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    import os

    os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"
    sys.exit(main(sys.argv[1:]))
