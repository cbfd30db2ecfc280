"""The words of the product: through gettext, none of those not used, no typed space between hanzi and digits."""

import ast
import csv
import re
from collections.abc import Iterator

from tests.architecture import scan

NOT_USED = scan.ROOT / "property_rectification" / "seed" / "words_not_used.csv"
TEMPLATES = [path for path in scan.tracked() if path.suffix == ".html"]
MODULES = [path for path in scan.product() if "management" not in path.parts]
#: Modules whose Chinese is matter, not speech: what they read or search for, invented stories, commands at a terminal.
MATTER = re.compile(
    r"/importing/|/importers|/holiday_notice|/suggest/|/demo/|^property_rectification/seeding|^geo/(names|mentions|codes|sources)"
    r"|^geo/compound_loading|/masking|/arrears|/searching|/dbroles|/pgtools|/backup|/restoring|^config/settings"
)
#: What a log says is read at a terminal.
LOGGING = {"debug", "info", "warning", "error"}
#: Parts of a date or a weekday, put together by a format.
FORMAT = re.compile(r"[年月日时分一二三四五六]+")
SPACED = re.compile(rf"[{scan.HANZI}] [0-9]|[0-9] [{scan.HANZI}]")


def words() -> set[str]:
    with NOT_USED.open(encoding="utf-8", newline="") as file:
        return {row["word"] for row in csv.DictReader(file)}


def unused(texts: list[str]) -> list[tuple[str, str]]:
    return [(word, text) for text in texts for word in words() if word in text]


def template_messages(text: str) -> list[str]:
    """The words a template hands to gettext."""
    simple = [m[1] for m in re.findall(r"""(?:\{% translate|_\()\s*(["'])(.*?)\1""", text)]
    return simple + re.findall(r"\{% blocktranslate[^%]*%\}(.*?)\{% endblocktranslate %\}", text, re.S)


def bare_template_words(text: str) -> list[str]:
    """Chinese of a template that gettext never sees."""
    text = re.sub(r"\{% comment[^%]*%\}.*?\{% endcomment %\}|\{#.*?#\}", "", text, flags=re.S)
    text = re.sub(r"\{% blocktranslate.*?\{% endblocktranslate %\}", "", text, flags=re.S)
    text = re.sub(r"""\{% translate (["']).*?\1.*?%\}|_\((["']).*?\2\)""", "", text, flags=re.S)
    return re.findall(rf"[{scan.HANZI}]+", text)


def bare_strings(module: ast.Module) -> Iterator[str]:
    """Chinese string constants of a module that are neither docstring nor handed to gettext."""
    inside: set[int] = set()
    for node in ast.walk(module):
        if scan.called(node) in scan.GETTEXT | LOGGING:
            inside |= {id(child) for child in ast.walk(node)}
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            inside.add(id(node.value))
    for node in ast.walk(module):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inside:
            hanzi = "".join(re.findall(f"[{scan.HANZI}]", node.value))
            if len(hanzi) > 1 and not FORMAT.fullmatch(hanzi):
                yield node.value


def test_templates_and_modules_say_nothing_unused_and_type_no_space() -> None:
    said = {scan.name(path): template_messages(scan.text(path)) for path in TEMPLATES}
    said |= {scan.name(path): scan.messages(scan.tree(path)) for path in MODULES}
    assert sum(map(len, said.values())) > 500
    assert not {where: unused(texts) for where, texts in said.items() if unused(texts)}
    spaced = {where: [text for text in texts if SPACED.search(text)] for where, texts in said.items()}
    assert not {where: texts for where, texts in spaced.items() if texts}


def test_chinese_of_templates_goes_through_gettext() -> None:
    bare = {scan.name(path): bare_template_words(scan.text(path)) for path in TEMPLATES}
    assert not {where: words for where, words in bare.items() if words}


def test_chinese_of_modules_goes_through_gettext() -> None:
    assert not scan.findings(bare_strings, [p for p in MODULES if not MATTER.search(scan.name(p))])


def test_planted_words_are_found() -> None:
    bad = '<h1>办理</h1>{% translate "物闹" %}{% blocktranslate %}还差 3 项{% endblocktranslate %}'
    assert unused(template_messages(bad)) == [("物闹", "物闹")]
    assert [text for text in template_messages(bad) if SPACED.search(text)] == ["还差 3 项"]
    assert bare_template_words(bad) == ["办理"]
    module = ast.parse('"""说明"""\nlabel = _("缠访户")\nother = "没有翻译"\n')
    assert ("缠访户", "缠访户") in unused(scan.messages(module))
    assert list(bare_strings(module)) == ["没有翻译"]
    assert not list(bare_strings(ast.parse('f"{when:%m月%d日}"')))
