"""Our own styles: colours only from the tokens, only what an old Chromium understands, readable in every theme."""

import json
import re
from itertools import product
from pathlib import Path

import pytest
from django.conf import settings

STYLES = Path(settings.BASE_DIR) / "frontend" / "src" / "styles"
SHEETS = sorted(STYLES.glob("*.css"))
TOKENS = (STYLES / "tokens.css").read_text()
COMMENT = re.compile(r"/\*.*?\*/", re.S)
# what Chromium 109 drops without a word
TOO_NEW = re.compile(r"oklch\(|oklab\(|lch\(|light-dark\(|color-mix\(|:has\(|@layer|@container|@scope|&")
COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|rgba|hsl|hsla)\(")
TONES = ("late", "soon", "done", "susp", "wait")


def block(selector: str) -> dict[str, str]:
    """The custom properties of the first rule with that selector."""
    body = re.search(re.escape(selector) + r"[^{]*\{([^}]*)\}", TOKENS)
    assert body, selector
    return dict(re.findall(r"--ag-([\w-]+):\s*([^;]+);", body[1]))


LIGHT = block(":root,")
DARK = LIGHT | block('\n[data-bs-theme="dark"]')
THEMES = {"light": LIGHT, "dark": DARK}


def luminance(colour: str) -> float:
    """Relative luminance of #rrggbb, as WCAG defines it."""
    channels = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_nothing_newer_than_the_oldest_browser(sheet: Path) -> None:
    assert not TOO_NEW.findall(COMMENT.sub("", sheet.read_text()))


@pytest.mark.parametrize("sheet", [s for s in SHEETS if s.name != "tokens.css"], ids=lambda sheet: sheet.name)
def test_colours_come_from_the_tokens(sheet: Path) -> None:
    assert not COLOUR.findall(COMMENT.sub("", sheet.read_text()))


def test_every_token_named_is_defined_and_every_token_defined_is_used() -> None:
    everything = "".join(sheet.read_text() for sheet in SHEETS)
    defined = set(re.findall(r"--ag-([\w-]+):", TOKENS))
    used = set(re.findall(r"var\(--ag-([\w-]+)\)", everything))
    assert used == defined


def test_no_text_is_smaller_than_twelve_pixels() -> None:
    sizes = re.findall(r"--ag-(?:title|section|body|table|small|tiny|number):\s*([\d.]+)rem", TOKENS)
    assert len(sizes) == 3 * 7 - 1  # the key number is the same on a phone
    assert min(float(size) for size in sizes) >= 0.75
    for sheet in SHEETS:
        for size, unit in re.findall(r"font-size:\s*([\d.]+)(px|pt)", sheet.read_text()):
            assert float(size) >= (12 if unit == "px" else 9), sheet.name


@pytest.mark.parametrize(("theme", "ink", "ground"), [
    (theme, ink, ground)
    for theme, ink, ground in product(
        THEMES, ("ink", "ink-2", "ink-3", "brand-ink", *TONES), ("surface", "surface-2")
    )
])  # fmt: skip
def test_words_are_readable_on_every_surface(theme: str, ink: str, ground: str) -> None:
    assert contrast(THEMES[theme][ink], THEMES[theme][ground]) >= 4.5


@pytest.mark.parametrize(("theme", "tone"), list(product(THEMES, TONES)))
def test_a_tone_is_readable_on_its_own_tint(theme: str, tone: str) -> None:
    assert contrast(THEMES[theme][tone], THEMES[theme][f"{tone}-bg"]) >= 4.5


@pytest.mark.parametrize(("theme", "fill"), list(product(THEMES, ("brand", "nav", "nav-field", "safety", "sealed"))))
def test_white_is_readable_on_every_fill(theme: str, fill: str) -> None:
    assert contrast(THEMES[theme]["on-fill"], THEMES[theme][fill]) >= 4.5


@pytest.mark.parametrize(("theme", "ground"), list(product(THEMES, ("surface", "bg"))))
def test_borders_of_controls_can_be_seen(theme: str, ground: str) -> None:
    assert contrast(THEMES[theme]["line-strong"], THEMES[theme][ground]) >= 3


def test_the_focus_ring_is_visible_on_every_ground() -> None:
    assert contrast(LIGHT["focus-in"], LIGHT["focus-out"]) >= 9


def test_every_class_of_ours_in_the_pages_has_a_style() -> None:
    root = Path(settings.BASE_DIR)
    defined = set(re.findall(r"\.(ag-[a-z0-9-]+)", "".join(sheet.read_text() for sheet in SHEETS)))
    sources = [*root.glob("casework/templates/**/*.html"), *root.glob("frontend/src/app/*.ts")]
    # a name that ends in a hyphen is completed by a value: ag-badge-{{ badge.tone }}
    used = {
        name for s in sources for name in re.findall(r"(?<![\w.-])(ag-[a-z0-9-]*[a-z0-9])(?![\w{-])", s.read_text())
    }
    assert used - defined == set()


def test_icons_are_listed_once_and_in_order() -> None:
    names = json.loads((STYLES.parent / "icons.json").read_text())
    assert names == sorted(set(names))
