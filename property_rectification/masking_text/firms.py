"""Names of firms in a text that may not name one, and fields in which a unit or an office stands for a person."""

import re
from collections.abc import Iterator, Sequence

from property_rectification.masking_text.findings import Finding
from property_rectification.masking_text.places import loosely, plain

FIRM = "firm"
A_FIRM = "某物业公司"
_LEGAL_FORMS = ("有限责任公司", "股份有限公司", "有限公司", "服务公司", "公司")
#: Shorter stems are ordinary words.
_LEAST_STEM = 4
_OFFICE = re.compile(
    r"物业|公司|中心|局|委|办|队|所|处|店|厂|部|社区|街道|网格|业主|住户|居民|代表|经理|主任|书记|人员|家属|邻居|保安|保洁|人$"
)


def names_of(name: str) -> tuple[str, ...]:
    """A firm's full name, and its name without the legal form as people say it."""
    stem = name
    for form in _LEGAL_FORMS:
        stem = stem.removesuffix(form)
    return (name, stem) if len(stem) >= _LEAST_STEM and stem != name else (name,)


def is_office(text: str) -> bool:
    """Whether a field for a person or a unit holds a unit, an office or a plain word like 经办人."""
    return bool(_OFFICE.search(text))


def find(units: Sequence[str], names: Sequence[str]) -> Iterator[Finding]:
    """Every place where one of the names stands, however it is spelt."""
    for number, unit in enumerate(units):
        for name in names:
            for match in re.finditer(loosely(name), plain(unit)):
                yield Finding(FIRM, number, match.start(), match.end(), A_FIRM)
