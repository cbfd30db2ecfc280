"""督办处置: a person's decision on what the ladder proposes, and the record of a talk that was decided (§1.1.4)."""

from django.utils.translation import gettext_lazy as _

from casework.declaration import Ask, amendment
from property_rectification.effects import escalation as do
from property_rectification.guards import ladder as g
from property_rectification.lifecycle.supervision import ACTIVE

ESCALATION = (
    amendment("decide_escalation", _("督办处置"), by="R01 R02 R03", states=ACTIVE, effect=do.decide_escalation,
        needs=[g.ESCALATION_STEP_OPEN, g.DECIDER_OF_STEP, g.ESCALATION_REASONED],
        asks=[
            Ask("esc_step", _("措施"), "choice", choices="escalation_step"),
            Ask("esc_decision", _("决定"), "choice", choices="escalation_decision"),
            Ask("esc_feedback_by", _("反馈期限"), "date", required=False),
            Ask("esc_talk_with", _("约谈谁"), "choice", choices="talk_party", required=False,
                help=_("不选就是承办单位")),
            Ask("esc_talk_at", _("约谈时间"), "moment", required=False, help=_("不填的在通知书上留空")),
            Ask("esc_talk_place", _("约谈地点"), required=False, max_length=120),
            Ask("esc_talk_problems", _("问题清单"), "text", required=False, max_length=2000,
                help=_("印在约谈通知书上；一行写一个，没有查实的写“涉嫌”")),
            Ask("esc_reasons", _("理由"), "text", required=False, max_length=2000, help=_("不采取的、移交的必填")),
        ],
        warning=_("挂牌督办用“挂牌督办”办理。移交纪检线索只记决定，线索材料另行移交，不写进本案。"),
        prints="F-05 F-20 F-21", rules="§1.1.4"),
    amendment("record_talk", _("登记约谈记录"), by="R01 R02", states=ACTIVE, needs=[g.TALK_DECIDED],
        effect=do.record_talk,
        asks=[
            Ask("talk_with", _("约谈谁"), "choice", choices="talk_party"),
            Ask("talk_at", _("时间"), "moment"),
            Ask("talk_place", _("地点"), required=False, max_length=120),
            Ask("talk_persons", _("参加人"), "text", max_length=1000, help=_("单位、姓名和职务，一行写一个")),
            Ask("talk_problems", _("问题清单"), "text", min_length=4, max_length=3000,
                help=_("一行写一个，没有查实的写“涉嫌”")),
            Ask("talk_explanation", _("对方的说明"), "text", min_length=2, max_length=3000,
                help=_("照对方的原话记；没有说明的写“没有说明”")),
            Ask("talk_commitments", _("承诺"), "items", required=False, columns=(
                Ask("what", _("做什么"), max_length=200),
                Ask("owner", _("谁负责"), max_length=60),
                Ask("day", _("哪天前"), "date"),
            )),
        ],
        prints="F-20", rules="§1.1.4"),
)  # fmt: skip
