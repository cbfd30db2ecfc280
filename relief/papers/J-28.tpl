强制报告单
<table class="form">
<tr><th>姓名或称呼</th><td>{{ person.name|default:"　" }}</td><th>性别、年龄</th><td>{{ person.sex }}{% if person.sex and person.aged %}　{% endif %}{{ person.aged|default:"　" }}</td></tr>
<tr><th>看到的情形<br>（写事实和原话）</th><td colspan="3">{% for one in seen %}{{ one }}{% if not forloop.last %}<br>{% endif %}{% empty %}　<br>　<br>　<br>　{% endfor %}</td></tr>
<tr><th>发现时间</th><td>{{ report.discovered_at|default:"　　年　月　日　时　分" }}</td><th>报告时间</th><td>{{ report.reported_at|default:"　　年　月　日　时　分" }}</td></tr>
<tr><th>报告单位</th><td>{{ report.organ|default:"□公安　□民政　□教育　□其他：" }}</td><th>报告方式</th><td>{{ report.channel|default:"　" }}</td></tr>
<tr><th>接报人</th><td>{{ report.officer|default:"　" }}</td><th>回执、受理编号</th><td>{{ report.receipt|default:"　" }}</td></tr>
<tr><th>已做的保护</th><td colspan="3">□单独安置　□送医　□与涉嫌的人分开　□保存物证和录像　□其他：<br>　</td></tr>
</table>
<section class="text notice">
<p>先报告，后填表；编号取得后补填。不需要任何人批准。不向涉嫌的人和无关的人透露报告人。</p>
</section>
<section class="keep">
<table class="form">
<tr><th>报告人</th><td>{{ handler|default:"　" }}　签名：</td><th>日期</th><td>{{ day|default:"　　年　月　日" }}</td></tr>
</table>
</section>
