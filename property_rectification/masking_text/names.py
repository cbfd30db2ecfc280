"""Names of people in a text: those the case knows, and others by surname and context. 姓+某 stands instead (§5.7)."""

import re
from collections.abc import Iterable, Iterator, Sequence

from casework.masking import COMPOUND_SURNAMES
from property_rectification.masking_text.findings import NAME, Finding
from property_rectification.masking_text.places import DOTS, loosely, plain

LETTERS = "甲乙丙丁戊己庚辛壬癸"
_HAN = "\u4e00-\u9fff"
_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏"
    "钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪"
    "严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐沿梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳"
    "裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵欧解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫来嵺苟全褚"
    "廉简娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖糜鄢冷卓花仇艾蓝都巩稽井练仲乐虞卞封竺冼原官衣楚佟"
    "栗匡宗应台巫鞠僧桑荆谌银扬明沙薄伏岑习胥保和蔺"
)
#: Surnames that are as often a plain word: only the strong contexts count for them.
_WORDY = frozenset("于向和都时成全位计来应官原明安管关连保解强单包位边习商封乐台银")
#: Characters that hardly ever stand in a given name and often beside a word that begins like a surname.
_NOT_GIVEN = frozenset(
    "某的了在是没或被把将对向到说称反映认求每们户层费业物区车场路处额级于此其那些还再更最又只会使让给用按照据去则若者项款价标准"
    "问题况诉举报告面度位式员务房屋板牌质责投"
)
_STOP = re.compile(
    r"安全|安排|安装|高空|高层|高度|高压|方便|方式|方案|金额|于是|马上|周边|周围|周末|周[一二三四五六日]|万元|常规|常年|常见|"
    r"程序|时间|任何|任务|单位|单元|成员|成本|成立|管理|和解|全部|全体|全面|全额|向阳|应当|保安|保洁|保修|连续|"
    r"石材|水泵|田地|路面|车辆|车位|车主|边界|江边|严重|严格|文明|文件|明确|明显|计算|常委|商户|商铺|强制|解决|白天|"
    r"平时|谈话|关于|关闭|关系|左右|台阶|官方|原来|方法|方面|查实|查看|查询|查处|甘愿|冷水|毛坯|温度|热水|雷电|华丽|古树|花园|花坛|"
    r"居民|金融|成效|常住|连日|严禁|程度|应该|应急|管道|管线|单独|全程|明年|安宁|白色|万户|万方|"
    r"党员|党委|党支部|简单|封闭|银行|曲折|房产|房东|包括|包干|项目|施工|舒适|游乐|童车|连廊|乐园|章程|顾客|易燃|习惯|白色"
)
_ROLE = (
    r"(?:业主代表|业主|居民|住户|村民|租户|承租人|户主|老人|当事人|反映人|投诉人|举报人|来访人|申请人|受害人|项目经理|经理|"
    r"主任|书记|保安|保安员|保洁员|门卫|队长|楼长|网格员|工作人员|姓名|名叫|家长|员工|负责人|法定代表人|法人代表|司机|车主)"
)
_TITLE = r"(?:先生|女士|小姐|同志|师傅|大爷|大妈|大叔|阿姨|奶奶|爷爷|经理|主任|书记|队长|老师|老人|夫妇|一家)"
_SAYS = (
    r"(?:多次|曾|又|再次|向|在|于|到|因|对|将|把|被|与|和|等|家|说|称|反映|投诉|举报|认为|表示|要求|提出|拨打|来|住|的|是|已|"
    r"没有|发现|购买|拒绝|同意|介绍|回忆|本人|一方|两人|三人|（|\(|，|。|、|；|：|,|\s|$)"
)
_ONE = rf"(?:{'|'.join(sorted(COMPOUND_SURNAMES))}|[{_SURNAMES}])"
_NAME = rf"(?P<surname>{_ONE})(?P<given>[{_HAN}]{{1,2}}?)"
_STRONG = (
    re.compile(rf"{_ROLE}(?:为|是|：|:|\s)?(?P<name>{_NAME})(?={_SAYS}|{_TITLE})"),
    re.compile(rf"(?<![{_HAN}])(?P<name>{_NAME})(?={_TITLE})"),
    re.compile(rf"(?<=[、和与及由对向经找])(?P<name>{_NAME})(?={_TITLE})"),
    re.compile(rf"^\s*(?P<name>{_NAME})\s*$"),
)
_WEAK = (
    re.compile(
        rf"(?<![{_HAN}])(?P<name>{_NAME})"
        r"(?=说|称|反映|投诉|举报|认为|表示|要求|提出|拨打|介绍|回忆|本人|家中|家里|等[0-9一二三四五六七八九十多]{1,3}[户人名])"
    ),
)
_BESIDE = re.compile(rf"[、和与及](?P<name>{_NAME})(?={_SAYS})")
_RARE_COMPOUND = "|".join(
    sorted(COMPOUND_SURNAMES - {"东方", "百里", "第五", "西门", "东郭", "南宫", "公孙", "单于", "长孙", "司空", "司寇"})
)
_COMPOUND = re.compile(rf"(?P<name>(?P<surname>{_RARE_COMPOUND})(?P<given>[{_HAN}]{{1,2}}))")
_DOTTED = re.compile(
    rf"(?P<name>[{_HAN}]{{1,6}}[{DOTS}](?:[{_HAN}]{{1,6}}[{DOTS}])*?[{_HAN}]{{1,6}}?)"
    rf"(?=[^{_HAN}{DOTS}]|$|说|称|反映|投诉|举报|认为|表示|要求|等|的|在|与|和|及|向|因|家|多次|是|于|将|对|被|把|有|到|从|先生|女士)"
)
_BEFORE_DOTTED = re.compile(rf"^(?:.*[的和与及由对向经])?{_ROLE}?")
_MASKED = re.compile(rf"(?P<surname>{_ONE}|[{_HAN}])某(?P<letter>[{LETTERS}]?)")


def surname_of(name: str) -> str:
    """The part of a name that stays: its surname, of a multi-part name the first character."""
    if any(dot in name for dot in DOTS):
        return name[0]
    return name[:2] if name[:2] in COMPOUND_SURNAMES and len(name) > 2 else name[:1]


def is_name(text: str) -> bool:
    """Whether a kept value is a person's name that can be looked for: two to four Hanzi, or parts with dots."""
    bare = "".join(text.split())
    if re.fullmatch(rf"[{_HAN}]+(?:[{DOTS}][{_HAN}]+)+", bare):
        return True
    return bool(re.fullmatch(rf"[{_HAN}]{{2,4}}", bare)) and bare[:1] + "某" not in bare and "某" not in bare


def find(units: Sequence[str], known: Iterable[str]) -> list[Finding]:
    """The names in all units; one person has one stand-in throughout, two of one surname are told apart."""
    places = [*_known_places(units, known), *_unknown_places(units)]
    instead = _stand_ins(units, places)
    return [Finding(NAME, unit, start, end, instead[name]) for unit, start, end, name in places]


_Place = tuple[int, int, int, str]


def _known_places(units: Sequence[str], known: Iterable[str]) -> Iterator[_Place]:
    wanted = {"".join(name.split()) for name in known if is_name(name)}
    for name in sorted(wanted, key=lambda one: (-len(one), one)):
        for number, unit in enumerate(units):
            for match in re.finditer(loosely(name), plain(unit)):
                yield number, match.start(), match.end(), name


def _unknown_places(units: Sequence[str]) -> Iterator[_Place]:
    for number, unit in enumerate(units):
        bare = plain(unit)
        for match in _DOTTED.finditer(bare):
            start = match.start("name") + _role_length(match["name"])
            yield number, start, match.end("name"), bare[start : match.end("name")]
        for match in _COMPOUND.finditer(bare):
            if _may_be_given(match["given"][:1]):
                length = 4 if _may_be_given(match["given"]) else 3
                yield number, match.start(), match.start() + length, match["name"][:length]
        for pattern in (*_STRONG, *_WEAK):
            for match in pattern.finditer(bare):
                if _is_person(match, weak=pattern in _WEAK):
                    yield number, match.start("name"), match.end("name"), match["name"]
                    yield from _beside(number, bare, match.end("name"))


def _beside(number: int, text: str, end: int) -> Iterator[_Place]:
    """Further names in a row: 业主王小明、李小红."""
    match = _BESIDE.match(text, end)
    while match and _is_person(match, weak=False):
        yield number, match.start("name"), match.end("name"), match["name"]
        match = _BESIDE.match(text, match.end("name"))


def _role_length(name: str) -> int:
    """How much of what stands before the dot is no name: 业主买买提·… begins after 业主."""
    head = re.split(rf"[{DOTS}]", name)[0]
    before = _BEFORE_DOTTED.match(head)
    length = before.end() if before else 0
    return length if length < len(head) else 0


def _is_person(match: re.Match[str], *, weak: bool) -> bool:
    surname, given = match["surname"], match["given"]
    if _STOP.match(match["name"]) or not _may_be_given(given):
        return False
    return not (weak and surname in _WORDY)


def _may_be_given(given: str) -> bool:
    return not any(char in _NOT_GIVEN for char in given)


def _stand_ins(units: Sequence[str], places: Sequence[_Place]) -> dict[str, str]:
    """Name → 姓某, or 姓某甲, 姓某乙 in the order in which people of one surname appear."""
    taken: dict[str, set[str]] = {}
    for unit in units:
        for match in _MASKED.finditer(unit):
            taken.setdefault(match["surname"], set()).add(match["letter"] or LETTERS[0])
    order = dict.fromkeys(name for _u, _s, _e, name in sorted(places))
    alike: dict[str, list[str]] = {}
    for name in order:
        alike.setdefault(surname_of(name), []).append(name)
    instead = {}
    for surname, names in alike.items():
        used = taken.get(surname, set())
        free = [letter for letter in LETTERS if letter not in used]
        several = len(names) > 1 or bool(used)
        for n, name in enumerate(names):
            letter = free[n] if several and n < len(free) else ("" if not several else str(n + 1))
            instead[name] = f"{surname}某{letter}"
    return instead
