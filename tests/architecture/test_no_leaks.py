"""What may not stand in the repository: real persons' numbers, secrets, places and traces of where it was written."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture import scan

#: Numbers of sample people: the identity prefix belongs to no county, the telephones are plainly invented.
INVENTED_IDENTITY = "220399"
INVENTED_PHONE = re.compile(r"13[89]0000\d{4}|13800138000|13812345678|13899991234")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)

PATTERNS = {
    "place of work": re.compile(r"(?<![\w.])/work/|(?<![\w.])/tmp/(?!\.X11)|/home/\w+/|/root/"),
    "traces of its making": re.compile(
        r"\bissue [A-K]\b|\bbrief (?:says|asks)|\b(?:this|another|next|earlier) session\b|\bhelper H?\d|\bco-?authored"
        r"|\b(?:claude|chatgpt|copilot|anthropic|openai)\b|\blanguage model\b|\bai[- ]generated\b", re.I,
    ),
    "package registry": re.compile(r"https?://[\w.-]*(?:pypi|npmjs|pythonhosted|yarnpkg|npmmirror|tuna)[\w.-]*", re.I),
    "unfinished": re.compile(r"(?:#|//|/\*|<!--)\s*(?:TODO|FIXME|XXX|HACK)\b"),
    "secret": re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----|\b(?:ghp|gho|sk|AKIA)[-_A-Za-z0-9]{20,}"),
}  # fmt: skip
SKIPPED = re.compile(r"(?:mark\.|pytest\.)(?:skip|skipif|xfail|importorskip)\b")
LONGEST = 500
SELF = Path(__file__)


def identities(text: str) -> Iterator[str]:
    """Valid identity numbers of 18 characters that are not of the invented prefix."""
    for number in re.findall(r"(?<![0-9A-Za-z])[1-9]\d{16}[\dXx](?![0-9A-Za-z])", text):
        total = sum(int(digit) * weight for digit, weight in zip(number[:17], _WEIGHTS, strict=True))
        born = number[6:14]
        is_day = "1900" <= born[:4] <= "2029" and "01" <= born[4:6] <= "12" and "01" <= born[6:] <= "31"
        if is_day and number[-1].upper() == "10X98765432"[total % 11] and not number.startswith(INVENTED_IDENTITY):
            yield number


def phones(text: str) -> Iterator[str]:
    """Mobile numbers that nobody would take for invented."""
    for number in re.findall(r"(?<![0-9A-Za-z.])1[3-9]\d{9}(?![0-9A-Za-z])", text):
        if not INVENTED_PHONE.fullmatch(number):
            yield number


def leaks(text: str) -> list[str]:
    found = [f"{what}: {m.group()}" for what, pattern in PATTERNS.items() for m in pattern.finditer(text)]
    return found + [f"identity number {n}" for n in identities(text)] + [f"telephone {n}" for n in phones(text)]


TEXTS = [path for path in scan.tracked() if path != SELF and scan.text(path)]


def test_nothing_leaks() -> None:
    found = {scan.name(path): leaks(scan.text(path)) for path in TEXTS}
    assert not {where: what for where, what in found.items() if what}


def test_no_test_is_skipped() -> None:
    assert not [scan.name(p) for p in TEXTS if p.suffix == ".py" and SKIPPED.search(scan.text(p))]


def test_files_stay_small_enough_to_read() -> None:
    long = [p for p in scan.product() if len(scan.text(p).splitlines()) > LONGEST]
    assert not [scan.name(p) for p in long]


def test_no_reference_data_is_kept() -> None:
    """Real messages and maps stay beside the checkout."""
    heavy = [
        p for p in scan.tracked() if p.stat().st_size > 2_000_000 or p.suffix in (".xlsx", ".gz", ".zip", ".geojson")
    ]
    assert not [scan.name(p) for p in heavy]


@pytest.mark.parametrize("planted", [
    "see /" + "work/main/x", "/" + "tmp/dev/env.sh", "as issue B asks", "by helper H9", "http" + "s://pypi.org/simple/x",
    "# TO" + "DO later", "110101" + "19900307" + "7491", "打13" + "756284917", "-----BEGIN RSA " + "PRIVATE KEY-----",
])  # fmt: skip
def test_a_planted_leak_is_found(planted: str) -> None:
    assert leaks(planted)


def test_invented_numbers_are_no_leak() -> None:
    assert not leaks("13800138000 13900000000 22039919900101001X 1732406400000")
    assert SKIPPED.search("@pytest.mark." + "skip")
