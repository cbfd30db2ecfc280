"""The demo's agencies, posts and firms. Everybody's password is printed by `./run`, and works in the demo only."""

from collections.abc import Iterator

from casework.demo import SINCE, Person, add_agencies, add_person
from casework.models import Agency
from geo.models import Compound
from property_rectification.models import Firm, FirmService

COUNTY = "220302"


AGENCIES = (
    ("zfw", "示范区委政法委", "01", COUNTY),
    ("zzzx", "示范区综治中心", "02", COUNTY),
    ("zjj", "示范区住建局", "03", COUNTY),
    ("cgj", "示范区城管执法局", "04", COUNTY),
    ("scjg", "示范区市场监管局", "05", COUNTY),
    ("xfdd", "示范区消防救援大队", "08", COUNTY),
    ("gafj", "示范区公安分局", "09", COUNTY),
    ("sfj", "示范区司法局", "10", COUNTY),
    ("tiaojie", "示范区人民调解委员会", "10", COUNTY),
    ("wy1", "示范样例物业有限公司", "", COUNTY),
    ("wy2", "河畔样例物业有限公司", "", COUNTY),
    ("ywh1", "锦绣样园业主委员会", "", "220302001"),
    ("ywh2", "河畔样居业主委员会", "", COUNTY),
    ("jd1", "示范街道办事处", "23", "220302001"),
    ("sq1", "示范社区居委会", "24", "220302001001"),
)
#: What public pages say of the counter; the number is nobody's.
COUNTERS = {
    "zzzx": {
        "public_phone": "0434-0000000", "public_address": "示范路1号综治中心一楼", "public_hours": "工作日8:30—17:00",
    },
}  # fmt: skip
PEOPLE = (
    Person("lingdao", "郑", "样", "zfw", "R01", "政法委领导"),
    Person("zhuanban1", "钱", "样", "zfw", "R02", "专班办公室"),
    Person("zhuanban2", "孙", "例", "zfw", "R02", "专班办公室"),
    Person("ducha", "李", "样", "zfw", "R03", "督查员"),
    Person("shouli1", "周", "样", "zzzx", "R04", "受理员"),
    Person("shouli2", "吴", "例", "zzzx", "R04", "受理员"),
    Person("jiedao", "冯", "样", "jd1", "R05", "街道经办"),
    Person("shequ", "陈", "例", "sq1", "R06", "网格员"),
    Person("zhujian1", "褚", "样", "zjj", "R07", "物业科经办"),
    Person("zhujian2", "卫", "例", "zjj", "R07", "物业科经办"),
    Person("chengguan", "蒋", "样", "cgj", "R08", "执法中队"),
    Person("chengguan2", "曹", "例", "cgj", "R08", "执法中队"),
    Person("shijian1", "沈", "样", "scjg", "R08", "特设科经办"),
    Person("shijian2", "韩", "例", "scjg", "R08", "特设科经办"),
    Person("xiaofang", "杨", "样", "xfdd", "R08", "防火监督"),
    Person("xiaofang2", "魏", "例", "xfdd", "R08", "防火监督"),
    Person("gongan", "朱", "样", "gafj", "R08", "治安大队"),
    Person("fazhi", "秦", "样", "zjj", "R09", "法制审核"),
    Person("tiaojie1", "章", "样", "tiaojie", "R14", "调解员"),
    Person("tiaojie2", "苗", "例", "tiaojie", "R14", "调解员"),
    Person("wuye1", "花", "样", "wy1", "R15", "项目经理"),
    Person("wuye2", "柳", "例", "wy2", "R15", "项目经理"),
    Person("yeweihui1", "方", "样", "ywh1", "R16", "业委会主任"),
    Person("yeweihui2", "史", "例", "ywh2", "R16", "业委会主任"),
    Person("xuanchuan", "金", "样", "zfw", "R18", "宣传发布"),
    Person("yinsi", "尤", "例", "sfj", "R19", "隐私审查"),
    Person("shenji", "许", "样", "sfj", "R20", "审计员"),
    Person("guanli", "何", "例", "zzzx", "R21", "系统管理员"),
    Person("zhujianju", "吕", "例", "zjj", "R07", "局长", head=True),
    Person("chengguanju", "施", "样", "cgj", "R08", "局长", head=True),
    Person("shijianju", "张", "例", "scjg", "R08", "局长", head=True),
    Person("xiaofangju", "孔", "样", "xfdd", "R08", "大队长", head=True),
    Person("yanshou1", "吕", "样", "jd1", "R25", "验收成员"),
    Person("yanshou2", "施", "例", "sfj", "R25", "验收成员"),
    Person("yanshou3", "张", "样", "zzzx", "R25", "验收成员"),
)
#: Agency of an account → the firm by its code (R15), the compound by its name (R16).
ACCOUNTS = {"wy1": "91220302MA17K3W57K", "wy2": "91220303MA1ABCD2XQ"}
COMMITTEES = {"ywh1": "锦绣样园", "ywh2": "河畔样居"}
#: Unified codes that pass the check of GB 32100 and belong to nobody.
FIRMS = (
    ("91220302MA17K3W57K", "示范样例物业有限公司", ("锦绣样园", "晨光例苑", "学府例区")),
    ("91220303MA1ABCD2XQ", "河畔样例物业有限公司", ("河畔样居", "例子花园")),
    ("91220302MA8TQ01300", "北辰样例物业有限公司", ("北辰样府", "站前样里")),
)


def load() -> None:
    """Agencies, users with their posts, firms with the compounds they serve; a second run changes nothing."""
    add_agencies(AGENCIES, COUNTERS)
    for person in PEOPLE:
        # panel members serve the whole district; the others serve their agency's division
        add_person(person, COUNTY if person.role == "R25" else "")
    for uscc, name, served in FIRMS:
        firm, _made = Firm.objects.get_or_create(uscc=uscc, defaults={"name": name})
        for compound in Compound.objects.filter(name__in=served):
            FirmService.objects.get_or_create(
                compound=compound, valid_to=None, defaults={"firm": firm, "valid_from": SINCE}
            )
    for code, uscc in ACCOUNTS.items():
        Firm.objects.filter(uscc=uscc, agency=None).update(agency=Agency.objects.get(code=code))
    for code, name in COMMITTEES.items():
        for compound in Compound.objects.filter(name=name):
            compound.owners_bodies.get_or_create(agency=Agency.objects.get(code=code))


def logins() -> Iterator[tuple[str, str, str]]:
    """Log-in name, role and post of everybody, for printing."""
    names = {code: name for code, name, _organ, _division in AGENCIES}
    for person in PEOPLE:
        yield person.username, person.role, f"{names[person.agency]} {person.title} {person.family}{person.given}"
