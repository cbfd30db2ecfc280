终止救助通知书
<p class="to">{{ person.name|default:"　　　　　　" }}：</p>
<section class="text notice">
<p>您于{{ admitted_at|default:"　　　　年　　月　　日　　时" }}入站接受救助。</p>
<p>查明的事实：{% for one in facts %}{{ one }}{% if not forloop.last %}<br>{% endif %}{% empty %}<br>　<br>　{% endfor %}</p>
<p>理由：{% for one in reasons %}{% if one.chosen %}{{ one.label }}{% if not forloop.last %}；{% else %}。{% endif %}{% else %}<br>□{{ one.code }}　{{ one.label }}{% endif %}{% endfor %}</p>
{% for one in told %}<p>{{ one }}</p>
{% endfor %}<p>听取意见：{{ heard_at|default:"　　　　年　　月　　日　　时　　分" }}，由{{ heard_by|default:"　　　　　" }}、{{ heard_second|default:"　　　　　" }}听取。您说：{% for one in opinion %}{{ one }}{% if not forloop.last %}<br>{% endif %}{% empty %}<br>　<br>　{% endfor %}</p>
<p>本站决定终止救助，自{{ effective|default:"　　　　年　　月　　日　　时　　分" }}起生效。{% if basis %}（{{ basis }}：先听取意见，书面告知理由）{% endif %}</p>
<p>您的随身物品全部归还。今后有困难，可以再来求助。</p>
<p><b>您不同意，可以向{{ remedies.bureau.name|default:"县民政局" }}投诉{% if remedies.bureau.phone %}（电话{{ remedies.bureau.phone }}）{% endif %}，也可以依法申请行政复议或者提起行政诉讼{% if remedies.basis %}（{{ remedies.basis }}）{% endif %}：自收到本通知书之日起{{ remedies.review|or_unset }}内申请行政复议，或者{{ remedies.suit|or_unset }}内提起行政诉讼。</b></p>
<p>救助电话{{ station_phone|default:"　　　　　　　　" }}，24小时有人接。</p>
</section>
<p class="seal">{{ organ }}（印章）<br>{{ day|default:"　　　　年　　月　　日" }}</p>
<section class="keep">
<table class="form">
<tr><th>提出人</th><td>{{ proposed_by|default:"　" }}</td><th>决定人</th><td>{{ decided_by|default:"　" }}</td></tr>
<tr><th>本人签收</th><td colspan="3">　<br>　　　　　　　　　　　　　　年　　月　　日　　时</td></tr>
<tr><th>没有签收的</th><td colspan="3">□拒签　□无法签　原因：<br>两名工作人员：　　　　　　　　　、　　　　　　　　　</td></tr>
</table>
</section>
