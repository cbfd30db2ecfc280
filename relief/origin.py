"""From where somebody comes, by the first digits of a number of theirs, seen from the station. Pure.

The digits say where the number was given, not where somebody lives today: it is a first word that a person corrects.
"""

COUNTY, CITY, PROVINCE, ELSEWHERE, HONG_KONG_MACAO_TAIWAN, ABROAD = "1", "2", "3", "4", "5", "6"
#: How far two division codes agree → the region.
_SAME = ((6, COUNTY), (4, CITY), (2, PROVINCE))
_BEYOND_THE_STRAIT = ("81", "82", "83")
#: Papers that say it by themselves: travel permits and residence permits, in the list id_document_type.
BY_PAPER = {
    "511": HONG_KONG_MACAO_TAIWAN, "516": HONG_KONG_MACAO_TAIWAN, "HMT_RESIDENCE": HONG_KONG_MACAO_TAIWAN,
    "553": ABROAD,
}  # fmt: skip


def region(number: str, paper: str, station: str) -> str:
    """The code of the list origin_region; empty where neither number nor paper says it.

    `station` is the division of the station; one that serves a whole city calls all of the city its own.
    """
    if paper in BY_PAPER or number[:2] in _BEYOND_THE_STRAIT:
        return BY_PAPER.get(paper, HONG_KONG_MACAO_TAIWAN)
    if not number:
        return ""
    own = station[:6]
    if number.startswith(own):
        return COUNTY
    return next((code for length, code in _SAME if number[:length] == own[:length]), ELSEWHERE)
