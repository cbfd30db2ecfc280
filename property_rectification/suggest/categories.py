"""Which category a message may belong to, and the words that say so. A lexicon, no model: every suggestion explains
itself, nothing is preselected, a person confirms (L-81, §5.6).

Conduct categories (WB12–WB14) are never suggested from complaint, petition, criticism, filming, a demand for
disclosure or an unpaid fee: those are lawful (§5.3). They need words of conduct, carry 涉嫌, and give way to
the owner's own claim wherever the message makes one.

Long letters are read by `lexicon.toml`; `everyday.toml` adds the words of short complaints, for messages that are short
or known to be about a compound.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

NOT_PROPERTY = "NOT_PROPERTY"
SUSPECTED = frozenset({"WB12", "WB13", "WB14"})

_NEAR = 40  # characters between the parts of a combined term
_ENOUGH = 4
_CLEAR = 6
_TITLE_WEIGHT = 2
_BODY_ELSEWHERE = 6  # a long complaint names schools and roads around it; only its title may say more
_SHORT = 40  # hanzi below which silence about compounds means nothing
_BRIEF = 120  # hanzi up to which everyday words are meant: a letter to a city is mostly longer
_KNOWN = 3  # what a compound somebody named is worth, as much as 业委会
_SENTENCE = re.compile(r"[。！？；!?;\n]+")
_HANZI = re.compile(r"[\u4e00-\u9fff]")
# who is quoted as accusing, or what is said not to have happened, is no conduct
_TOLD = (
    "物业说",
    "物业称",
    "说我",
    "称我",
    "骂我",
    "污蔑",
    "诬陷",
    "诬告",
    "倒打一耙",
    "反咬",
    "没有",
    "并未",
    "从未",
    "并没",
    "威胁我",
    "恐吓我",
    "打死我",
    "弄死我",
)
# the firm as the doer, the citizen as the one it was done to, or a complaint made to the firm: no conduct of owners
_SUFFERED = re.compile(
    r"被(?!业主|住户|居民)"
    r"|(?<![堵进入围砸向把将])(?:物业|物管|保安|开发商|(?<!目)经理)(?:的人|人员|公司|竟然|居然|就|还|多次|又)?"
    r"(?:把|将|锁|堵|封|拦|霸占|占据|占着|围|砸|骂|打人|打了|打伤|打业主|殴打|辱骂|威胁|恐吓|扬言|敲诈|勒索|索要|带|派|叫|雇)"
    r"|(?:打|骂|推|威胁|恐吓|侮辱)了?(?:业主|住户|居民|老人|孩子)"
    r"|(?:找|向|跟)(?:物业|经理|项目经理)(?:反映|投诉|举报|提意见)"
)


@dataclass(frozen=True)
class Alternative:
    """Another possible category and its words."""

    code: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Suggestion:
    """`code` is a category, NOT_PROPERTY, or None where the words decide nothing.

    `words` are the words of the message that led there; `clear` is false where another category is nearly as strong;
    `suspected` says that the label may only be shown with 涉嫌.
    """

    code: str | None
    words: tuple[str, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    clear: bool = False
    suspected: bool = False


@dataclass(frozen=True)
class _Part:
    """Spellings of one word of a term; `after`: it must follow the part before it; `absent`: the sentence has none."""

    words: tuple[str, ...]
    after: bool = False
    absent: bool = False

    def allows(self, sentence: str) -> bool:
        """Whether the sentence has one of the spellings, or, for an absent part, none."""
        return any(word in sentence for word in self.words) is not self.absent

    def nearest(self, sentence: str, at: int) -> tuple[int, str] | None:
        """The spelling nearest to the place `at`, and where it stands."""
        near = [
            (abs(place - at), place, word)
            for place, word in _places(sentence, self.words)
            if abs(place - at) <= _NEAR and (place > at or not self.after)
        ]
        return min(near)[1:] if near else None


@dataclass(frozen=True)
class _Term:
    parts: tuple[_Part, ...]
    weight: int

    def found(self, sentence: str) -> str | None:
        """The words as they stand in the sentence, joined by …, or None."""
        if not all(part.allows(sentence) for part in self.parts):
            return None
        for place, word in _places(sentence, self.parts[0].words):
            words = self._from(sentence, place, word)
            if words is not None:
                return "…".join(words)
        return None

    def _from(self, sentence: str, place: int, word: str) -> list[str] | None:
        words, at = [word], place
        for part in self.parts[1:]:
            if part.absent:
                continue
            hit = part.nearest(sentence, at if part.after else place)
            if hit is None:
                return None
            at = hit[0]
            words.append(hit[1])
        return words


@dataclass(frozen=True)
class _Lexicon:
    setting: tuple[_Term, ...]
    elsewhere: tuple[_Term, ...]
    categories: dict[str, tuple[_Term, ...]]
    conduct: dict[str, tuple[_Term, ...]]


@dataclass
class _Found:
    score: int = 0
    words: tuple[str, ...] = ()


def suggest(text: str, title: str = "", *, in_compound: bool = False) -> Suggestion:
    """Suggest a category for a message and its title. The same input always gives the same answer.

    `in_compound` says that the message is known to be about a compound, because somebody chose it or its name was
    found: then no word has to say so. The words given back are words of the message all the same.
    """
    if not _HANZI.search(text) and not _HANZI.search(title):
        return Suggestion(None)
    sentences = _sentences(text, title)
    brief = _hanzi(sentences) <= _BRIEF
    lexicon = _lexicon(everyday=in_compound or brief)
    setting = _score(lexicon.setting, sentences)
    if in_compound:
        setting = _Found(setting.score + _KNOWN, setting.words)
    elsewhere = _score(lexicon.elsewhere, sentences) if brief else _elsewhere(lexicon, sentences)
    found = {code: _score(terms, sentences) for code, terms in lexicon.categories.items()}
    ranked = sorted(
        ((code, hit) for code, hit in found.items() if hit.score >= _ENOUGH), key=lambda pair: (-pair[1].score, pair[0])
    )
    conduct = _conduct(lexicon, sentences)
    if ranked and setting.score and ranked[0][1].score + setting.score > elsewhere.score:
        return _ranked([*ranked, *conduct])
    if conduct:
        return _ranked(conduct)
    return _outside(setting, elsewhere, sentences, [*ranked, *conduct])


def _ranked(ranked: list[tuple[str, _Found]]) -> Suggestion:
    code, best = ranked[0]
    second = ranked[1][1].score if len(ranked) > 1 else 0
    return Suggestion(
        code,
        best.words,
        tuple(Alternative(other, hit.words) for other, hit in ranked[1:4]),
        clear=best.score >= _CLEAR and best.score >= 1.5 * second,
        suspected=code in SUSPECTED,
    )


def _outside(
    setting: _Found, elsewhere: _Found, sentences: list[tuple[str, int]], ranked: list[tuple[str, _Found]]
) -> Suggestion:
    """Somebody else's matter, or nothing to go by."""
    others = tuple(Alternative(code, hit.words) for code, hit in ranked[:3])
    if elsewhere.score > setting.score:
        return Suggestion(NOT_PROPERTY, elsewhere.words, others, clear=not others and elsewhere.score >= _CLEAR)
    if not setting.score and not others and _hanzi(sentences) >= _SHORT:
        return Suggestion(NOT_PROPERTY)
    return Suggestion(None, setting.words, others)


def _elsewhere(lexicon: _Lexicon, sentences: list[tuple[str, int]]) -> _Found:
    title = _score(lexicon.elsewhere, [pair for pair in sentences if pair[1] == _TITLE_WEIGHT])
    body = _score(lexicon.elsewhere, [pair for pair in sentences if pair[1] != _TITLE_WEIGHT])
    words = tuple(dict.fromkeys(title.words + body.words))
    return _Found(title.score + min(body.score, _BODY_ELSEWHERE), words)


def _conduct(lexicon: _Lexicon, sentences: list[tuple[str, int]]) -> list[tuple[str, _Found]]:
    done = [pair for pair in sentences if not any(word in pair[0] for word in _TOLD) and not _SUFFERED.search(pair[0])]
    found = [(code, _score(terms, done)) for code, terms in lexicon.conduct.items()]
    return sorted(((c, hit) for c, hit in found if hit.score), key=lambda pair: (-pair[1].score, pair[0]))


def _score(terms: tuple[_Term, ...], sentences: list[tuple[str, int]]) -> _Found:
    """Each term counts once, where it weighs most; the title stands first and weighs double."""
    total, words = 0, []
    for term in terms:
        for sentence, weight in sentences:
            word = term.found(sentence)
            if word is not None:
                total += term.weight * weight
                words.append(word)
                break
    return _Found(total, tuple(dict.fromkeys(words)))


def _sentences(text: str, title: str) -> list[tuple[str, int]]:
    weighted = [(title, _TITLE_WEIGHT)] if title else []
    return weighted + [(sentence, 1) for sentence in _SENTENCE.split(text) if sentence.strip()]


def _hanzi(sentences: list[tuple[str, int]]) -> int:
    return sum(len(_HANZI.findall(sentence)) for sentence, _ in sentences)


def _places(sentence: str, words: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    for word in words:
        at = sentence.find(word)
        while at >= 0:
            yield at, word
            at = sentence.find(word, at + 1)


@lru_cache(maxsize=2)
def _lexicon(*, everyday: bool) -> _Lexicon:
    letters = _read("lexicon.toml")
    if not everyday:
        return letters
    spoken = _read("everyday.toml")
    return _Lexicon(
        setting=letters.setting + spoken.setting,
        elsewhere=letters.elsewhere + spoken.elsewhere,
        categories={code: terms + spoken.categories.get(code, ()) for code, terms in letters.categories.items()},
        conduct={code: terms + spoken.conduct.get(code, ()) for code, terms in letters.conduct.items()},
    )


def _read(name: str) -> _Lexicon:
    data = tomllib.loads(resources.files(__package__).joinpath(name).read_text(encoding="utf-8"))
    setting, elsewhere, conduct = data.pop("setting"), data.pop("elsewhere"), data.pop("conduct")
    return _Lexicon(
        setting=_terms(setting),
        elsewhere=_terms(elsewhere),
        categories={code: _terms(words) for code, words in data.items()},
        conduct={code: _terms(words) for code, words in conduct.items()},
    )


def _terms(words: dict[str, int]) -> tuple[_Term, ...]:
    return tuple(_Term(tuple(_parts(key)), weight) for key, weight in words.items())


def _parts(key: str) -> Iterator[_Part]:
    for sign, spellings in re.findall(r"([+>!]?)([^+>!]+)", key):
        yield _Part(tuple(spellings.split("|")), after=sign == ">", absent=sign == "!")
