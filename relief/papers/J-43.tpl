交接班记录
<table class="form">
<tr><th>班次</th><td>{{ shift|default:"□早班　□中班　□夜班" }}</td><th>日期</th><td>{{ day|default:"　　年　月　日" }}</td></tr>
<tr><th>在册人数</th><td colspan="3">{% if total or people %}共{{ total }}人{% for one in people %}　{{ one.label }}{{ one.n }}{% endfor %}{% else %}　{% endif %}</td></tr>
<tr><th>没报的强制报告</th><td colspan="3">{% for one in reports %}{{ one }}{% if not forloop.last %}、{% endif %}{% empty %}{% if shift %}没有{% else %}　{% endif %}{% endfor %}</td></tr>
<tr><th>没结的事件</th><td colspan="3">{% for one in incidents %}{{ one }}{% if not forloop.last %}、{% endif %}{% empty %}{% if shift %}没有{% else %}　<br>　{% endif %}{% endfor %}</td></tr>
<tr><th>钥匙和设备</th><td>{{ keys|default:"　" }}</td><th>备用金</th><td>{{ cash|default:"　" }}</td></tr>
</table>
<h2>12小时内到期的事</h2>
<table class="form catalogue">
<tr><th>序号</th><td>编号</td><td>事项</td><td>到期</td></tr>
{% for one in clocks %}<tr><th>{{ forloop.counter }}</th><td>{{ one.number }}</td><td>{{ one.label }}{% if one.late %}（已到期）{% endif %}</td><td>{{ one.due }}</td></tr>
{% empty %}<tr><th>　</th><td>{% if shift %}没有{% else %}　{% endif %}</td><td>　</td><td>　</td></tr>
{% endfor %}</table>
{% if more %}<p class="small">另有{{ more }}项，在系统的“本班”页上。</p>
{% endif %}<section class="keep">
<table class="form">
<tr><th>要接着做的事</th><td colspan="3">{% for one in notes %}{{ one }}{% if not forloop.last %}<br>{% endif %}{% empty %}　<br>　<br>　<br>　{% endfor %}</td></tr>
<tr><th>交班人</th><td>{{ signed_by|default:"　" }}{% if signed_at %}<br>{{ signed_at }}{% endif %}<br>签名：</td><th>接班人</th><td>{{ taken_by|default:"　" }}{% if taken_at %}<br>{{ taken_at }}{% endif %}<br>签名：</td></tr>
</table>
<p class="small">只写编号，不写姓名。强制报告没有报出的，不交班。</p>
</section>
