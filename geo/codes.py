"""Statistical division codes, trimmed so that a code's prefix is its subtree. No Django.

Province 2 digits, prefecture 4, county 6, township 9, village 12: "22", "2203", "220302", "220302001",
"220302001001" (GB/T 2260 and the yearly statistical code table).
"""

LENGTHS = (2, 4, 6, 9, 12)


def is_code(text: str) -> bool:
    """Whether `text` is a trimmed code: ASCII digits of one of the five lengths."""
    return len(text) in LENGTHS and text.isascii() and text.isdigit()


def trim(text: str) -> str:
    """The trimmed form of a code as files write it: "220000000000" and "220000" are "22".

    A prefecture without counties keeps its county ("441900") only where the caller knows the level; here it becomes
    the prefecture. Raises ValueError for anything that is no code.
    """
    code = text.strip()
    if not is_code(code):
        raise ValueError(f"not a division code: {text!r}")
    for longer, shorter in ((12, 9), (9, 6), (6, 4), (4, 2)):
        if len(code) == longer and set(code[shorter:]) == {"0"}:
            code = code[:shorter]
    return code


def ancestors(code: str) -> list[str]:
    """Codes above `code`, outermost first; the code itself is not among them."""
    return [code[:length] for length in LENGTHS if length < len(code)]


def is_within(code: str, scope: str) -> bool:
    """Whether the division `code` lies in the subtree of `scope` (a division lies within itself)."""
    return bool(scope) and code.startswith(scope)


def county_of(code: str) -> str:
    """The county of a county, township or village code; shorter codes come back as they are."""
    return code[:6]
