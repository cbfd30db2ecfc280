"""Where the reference data and tables lie beside the checkout; absent on most machines, and then said aloud."""

from pathlib import Path

_SHARED = Path(__file__).resolve().parents[2] / "shared"


def shared_data(*parts: str) -> Path | None:
    """A path below `../shared`, or None (with a printed line) where it is absent."""
    path = _SHARED.joinpath(*parts)
    if path.exists():
        return path
    print(f"no shared data: {'/'.join(parts)} is absent, this comparison is not made")
    return None
