延期救助备案表
<table class="form">
<tr><th>姓名或称呼</th><td>{{ person.name|default:"　" }}</td><th>性别、年龄</th><td>{{ person.sex }}{% if person.sex and person.aged %}　{% endif %}{{ person.aged|default:"　" }}</td></tr>
<tr><th>入站时间</th><td>{{ admitted_at|default:"　　年　月　日　时　分" }}</td><th>延长天数</th><td>{% if days %}{{ days }}天{% else %}　{% endif %}{% if late %}（逾期报备）{% endif %}</td></tr>
<tr><th>特殊原因</th><td colspan="3">{{ reason|default:"□疾病　□等待亲属　□交通受阻　□身份不明　□案件处理　□灾害" }}</td></tr>
<tr><th>情况和依据</th><td colspan="3">{% for one in evidence %}{{ one }}{% if not forloop.last %}<br>{% endif %}{% empty %}　<br>　<br>　{% endfor %}</td></tr>
<tr><th>申请人</th><td>{{ asked_by|default:"　" }}</td><th>申请时间</th><td>{{ asked_on|default:"　　年　月　日　时　分" }}</td></tr>
<tr><th>站长决定</th><td>{% if decided_by %}同意并报备：{{ decided_by }}{% else %}　{% endif %}</td><th>决定时间</th><td>{{ decided_on|default:"　　年　月　日　时　分" }}</td></tr>
<tr><th>报备单位</th><td>{{ bureau.name|default:"　" }}</td><th>报备时间</th><td>{{ day|default:"　　年　月　日" }}</td></tr>
</table>
<section class="text notice">
<p>报备不是审批。报备前、报备中和报备后，食宿和照料都不中断，不因报备迟延让本人离站。</p>
</section>
<section class="keep">
<table class="form">
<tr><th>民政部门<br>确认备案</th><td>　<br>　　　　　　　　　　（印章）　　　　　　年　　月　　日</td></tr>
</table>
<p class="seal">{{ organ }}（印章）</p>
</section>
