"""整改与验收 (§1.1.2 #29–#33)."""

from django.utils.translation import gettext_lazy as _

from casework.declaration import Ask, row, stage
from property_rectification.effects import rectification as do
from property_rectification.guards import rectification as g
from property_rectification.states import CHECK_FAILED, CHECK_REQ, CHECKING, PRE_CLOSE, RECTIFYING

RECTIFICATION = stage(
    row("request_check", _("申请验收"), RECTIFYING, CHECK_REQ, by="R05 R07 R08 R15", spec_id="1.1.2#29",
        needs=[g.RECTIFICATION_EVIDENCE_PRESENT], effect=do.request_check,
        asks=[
            Ask("report", _("整改情况"), "text", required=False, max_length=3000,
                help=_("写清做了什么、何时做的、在哪里能看到")),
            Ask("files", _("整改前后的照片或记录"), "files", choices="files", required=False),
        ],
        stops="T.HANDLE.RECTIFY", prints="F-16"),
    row("start_check", _("组织验收"), CHECK_REQ, CHECKING, by="R02 R05", spec_id="1.1.2#30",
        needs=[g.PANEL_FORMED, g.OWNER_SIDE_PRESENT], effect=do.start_check,
        asks=[
            Ask("members", _("验收组"), "users", choices="panel_candidates", help=_("至少2人，不能有承办单位的人")),
            Ask("owner_side", _("业主一方"), "choice", choices="owner_side"),
            Ask("owner_name", _("业主代表"), required=False, max_length=40, personal=True),
            Ask("declined", _("婉拒说明"), "file", choices="files", required=False),
        ],
        starts="T.CHECK T.CALLBACK", prints="F-16", rules="§2.4 §5.11"),
    row("fail_check", _("验收不过"), CHECKING, CHECK_FAILED, by="R25", spec_id="1.1.2#31",
        needs=[g.ACTOR_ON_PANEL, g.FAILED_ITEMS_LISTED], effect=do.fail_check,
        stops="T.CHECK T.CALLBACK", prints="F-16"),
    row("return_for_rectification", _("退回整改"), CHECK_FAILED, RECTIFYING, by="system", spec_id="1.1.2#32",
        effect=do.return_for_rectification, starts="T.HANDLE.RECTIFY", prints="F-16"),
    row("pass_check", _("验收通过"), CHECKING, PRE_CLOSE, by="R25", spec_id="1.1.2#33",
        needs=[g.ACTOR_ON_PANEL, g.ALL_ITEMS_PASSED, g.VOUCHER_MATCHES_TO_FEN, g.CALLBACK_DONE_OR_TRIED],
        effect=do.pass_check,
        starts="T.CLOSE.PUBLIC T.OBJECTION", stops="T.CHECK T.CALLBACK T.HANDLE.PETITION", prints="F-16 F-37",
        rules="§2.4"),
)  # fmt: skip
