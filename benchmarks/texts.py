"""Invented complaints: sentences that differ in place, number and time, as those of many people about a few matters."""

import random

#: By category: what happened. The braces are filled by chance.
MATTERS: dict[str, tuple[str, ...]] = {
    "WA01": ("停车费从每月{n}元涨到{m}元，没有公示也没有征求意见。", "车位费一次收{k}年，不开票，说不交就不让进。"),
    "WA02": ("{b}号楼电梯里的广告挂了{k}年，收了多少钱从来没有公布。", "外墙广告每年收{m}元，账上没有这一笔。"),
    "WA03": ("中心花园租出去摆了{k}个摊，业主没有表决过。", "{b}号楼前的空地围起来收费停车，地面划了{n}个车位。"),
    "WA05": ("公告栏{k}个月没有公示物业费收支，{b}号楼的人问了{j}次。", "维修资金动用{m}元，没有贴过一张清单。"),
    "WA07": ("{b}号楼{u}单元{k}个星期没人打扫，垃圾堆在门口。", "{b}号楼楼道灯坏了{j}盏，报修{k}次没有人来。"),
    "WA08": (
        "{b}号楼电梯检验标志过期{k}个多月还在用，又停在{j}层和下一层中间。",
        "{b}号楼{u}单元电梯门关不严，夹过{j}个人。",
    ),
    "WA09": (
        "{b}号楼旁的消防通道被铁链锁着，{k}天了车进不来。",
        "地下室充电的电动车有{n}辆，没有人管，烟感也拆了{j}个。",
    ),
    "WA10": ("没交电梯费的{j}户门禁卡被停了，老人爬{n}层楼。", "{b}号楼{u}单元停水{k}天，说补齐物业费才给开。"),
    "WB02": (
        "{b}号楼顶楼搭了{n}平方米的彩钢房，防水层凿开了，楼下漏水{k}个月。",
        "{b}号楼{u}单元有人把承重墙砸开{j}处。",
    ),
    "WB03": ("{b}号楼一楼圈了{n}平方米绿地种菜，浇粪{k}次。", "{b}号楼前的花坛被水泥铺成停车位，一共{j}个。"),
    "WC01": (
        "开发商交房{k}年没有移交图纸，业委会{j}个人没有地方办公。",
        "物业用房{n}平方米一直锁着，{k}年没有交出来。",
    ),
}
_BEFORE = ("从今年{q}月份起，", "{q}月{d}日晚上，", "{d}号早上我去看过，", "这件事已经拖了{k}个月，", "")
_AFTER = (
    "打过{j}次电话，都说马上安排。", "前台的人说不归他们管。", "群里{n}户都在说这个事。", "{q}月找过社区，也没有结果。",
    "家里有老人和孩子，实在不方便。", "请来人看一看。",
)  # fmt: skip
_WISH = ("希望把账列清楚。", "请尽快修好。", "请恢复原样。", "要求退还多收的钱。", "请给一个书面答复。")


def narrative(category: str, chance: random.Random) -> str:
    """What somebody says about a matter of this category: three to five sentences."""
    matter = chance.choice(MATTERS.get(category, MATTERS["WA07"]))
    more = chance.sample(_AFTER, chance.randint(1, 3))
    pieces = (chance.choice(_BEFORE), matter, *more, chance.choice(_WISH))
    return "".join(_filled(piece, chance) for piece in pieces)


def title(category: str, name: str, chance: random.Random) -> str:
    """One neutral line: mostly the name of the category, sometimes with a building."""
    return name if chance.random() < 0.6 else f"{chance.randint(1, 40)}号楼{name}"[:60]


def _filled(piece: str, chance: random.Random) -> str:
    return piece.format(
        b=chance.randint(1, 40), u=chance.randint(1, 6), n=chance.randint(8, 300), m=chance.randint(3, 90) * 100,
        k=chance.randint(2, 11), j=chance.randint(2, 9), q=chance.randint(1, 12), d=chance.randint(1, 28),
    )  # fmt: skip
