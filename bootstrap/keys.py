"""Generated secrets, kept across runs in a file only we can read: without them stored values cannot be read."""

import base64
import os
import secrets
from pathlib import Path

NAMES = ("SECRET_KEY", "ANGUI_KEYS")


def load(file: Path) -> tuple[dict[str, str], bool]:
    """The secrets, and whether they are new. The caller's environment goes before the file."""
    kept = _read(file)
    new = not all(kept.get(name) for name in NAMES)
    if new:
        kept = {"SECRET_KEY": secrets.token_urlsafe(48), "ANGUI_KEYS": f"k1:{_key()}"}
        _write(file, kept)
    given = {name: os.environ[name] for name in NAMES if os.environ.get(name)}
    return {**kept, **given}, new and "ANGUI_KEYS" not in given


def _key() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode()


def _read(file: Path) -> dict[str, str]:
    try:
        lines = file.read_text().splitlines()
    except FileNotFoundError:
        return {}
    return dict(line.split("=", 1) for line in lines if "=" in line)


def _write(file: Path, values: dict[str, str]) -> None:
    draft = file.with_suffix(".new")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:
        out.writelines(f"{name}={value}\n" for name, value in values.items())
    draft.replace(file)
