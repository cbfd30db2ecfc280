出入库单、盘点表、过期销毁单
{% if not item %}<p>□入库　□发放　□归还　□盘点　□报损　□过期销毁</p>
{% endif %}<table class="form catalogue">
<tr><th>序号</th><td>物品</td><td>批号</td><td class="on">有效期至</td><td>种类</td><td>数量</td></tr>
{% for one in moves %}<tr><th>{{ forloop.counter }}</th><td>{{ item }}</td><td>{{ one.batch_no }}</td><td>{{ one.expiry|default:"没有" }}</td><td>{{ one.kind }}</td><td>{{ one.pieces }}{{ unit }}</td></tr>
{% empty %}<tr><th>　</th><td>{{ item|default:"　" }}</td><td>{{ batch_no|default:"　" }}</td><td>　</td><td>{% if counted_shown %}账实相符{% else %}　{% endif %}</td><td>　</td></tr>
{% if not item %}<tr><th>　</th><td>　</td><td>　</td><td>　</td><td>　</td><td>　</td></tr>
<tr><th>　</th><td>　</td><td>　</td><td>　</td><td>　</td><td>　</td></tr>
<tr><th>　</th><td>　</td><td>　</td><td>　</td><td>　</td><td>　</td></tr>
{% endif %}{% endfor %}</table>
<table class="form">
<tr><th>救助案件编号</th><td>{{ case_no|default:"　" }}</td><th>签收</th><td>{{ received|default:"　" }}</td></tr>
<tr><th>账面、实有、差异</th><td colspan="3">{% if counted_shown %}账面{{ book }}　实有{{ counted }}　差异{{ difference }}{% else %}　{% endif %}</td></tr>
<tr><th>结存</th><td>{% if item %}{{ left }}{{ unit }}{% else %}　{% endif %}</td><th>说明</th><td>{% for one in note %}{{ one }}{% if not forloop.last %}<br>{% endif %}{% empty %}　{% endfor %}</td></tr>
</table>
<section class="keep">
<table class="form">
<tr><th>提出人、库管</th><td>{{ asked_by|default:"　" }}　签名：</td><th>同意人</th><td>{{ agreed_by|default:"　" }}　签名：</td></tr>
<tr><th>领取人</th><td>　</td><th>日期</th><td>{{ day|default:"　　年　月　日" }}</td></tr>
</table>
<p class="small">先到期的先发放；过期的不发放。只写案件编号，不写姓名。报损和销毁须两人签名。</p>
</section>
