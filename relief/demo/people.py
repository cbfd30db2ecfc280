"""The demo's station and its bureau. Everybody's password is printed by `./run`, and works in the demo only."""

from collections.abc import Iterator

from casework.demo import Person, add_agencies, add_person

COUNTY = "220302"
AGENCIES = (("jzz", "示范区救助管理站", "", COUNTY), ("mzj", "示范区民政局", "", COUNTY))
PEOPLE = (
    Person("jiedai", "岳", "样", "jzz", "RCP", "接待员"),
    Person("anjian", "钟", "例", "jzz", "SEC", "安检员"),
    Person("shegong1", "贺", "样", "jzz", "CSW", "社工"),
    Person("shegong2", "龚", "例", "jzz", "CSW", "社工"),
    Person("zhaoliao", "程", "样", "jzz", "CAR", "照料员"),
    Person("yiwu", "邢", "例", "jzz", "HLT", "医务"),
    Person("kuguan", "沙", "例", "jzz", "STK", "库管员"),
    Person("zhiban", "裴", "样", "jzz", "DUT", "值班领导"),
    Person("zhiban2", "阎", "例", "jzz", "DUT", "值班领导"),
    Person("zhanzhang", "陆", "例", "jzz", "DIR", "站长"),
    Person("dangan", "荣", "样", "jzz", "ARC", "档案员"),
    Person("tongji", "佟", "例", "jzz", "STA", "统计员"),
    Person("zhanghu", "屠", "样", "jzz", "ADM", "系统管理员"),
    Person("geren", "欧", "样", "mzj", "DPO", "个人信息保护"),
    Person("minzheng", "翁", "例", "mzj", "SUP", "救助监督"),
)
#: The night shift of a small station: one person in three posts, working in one of them at a time.
NIGHT = tuple(
    Person("yeban", "柳", "样", "jzz", role, title)
    for role, title in (("RCP", "接待员"), ("SEC", "安检员"), ("CSW", "社工"))
)


def load() -> None:
    """Station, bureau and their people; a second run changes nothing."""
    add_agencies(AGENCIES)
    for person in (*PEOPLE, *NIGHT):
        add_person(person)


def logins() -> Iterator[tuple[str, str, str]]:
    """Log-in name, role and post of everybody, for printing."""
    names = {code: name for code, name, _organ, _division in AGENCIES}
    for person in (*PEOPLE, *NIGHT):
        yield person.username, person.role, f"{names[person.agency]} {person.title} {person.family}{person.given}"
