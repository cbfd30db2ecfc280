事件报告
<table class="form">
<tr><th>时间</th><td>{{ at|default:"　　年　月　日　时　分" }}</td><th>地点</th><td>{{ place|default:"　" }}</td></tr>
<tr><th>类别</th><td colspan="3">{{ category|default:"□打架　□自伤　□走失　□火警　□食物中毒　□传染病聚集　□死亡　□护送事故　□其他：" }}</td></tr>
<tr><th>涉及的人</th><td>{{ person.name|default:"　" }}</td><th>性别、年龄</th><td>{{ person.sex }}{% if person.sex and person.aged %}　{% endif %}{{ person.aged|default:"　" }}</td></tr>
<tr><th>经过</th><td colspan="3">{% for one in course %}{{ one }}{% if not forloop.last %}<br>{% endif %}{% empty %}　<br>　<br>　{% endfor %}</td></tr>
<tr><th>已采取的措施</th><td colspan="3">{% if report.reported_at %}{{ report.reported_at }}已报告{{ report.organ }}（{{ report.channel }}{% if report.officer %}，{{ report.officer }}{% endif %}{% if report.receipt %}，编号{{ report.receipt }}{% endif %}）。<br>{% endif %}{% if video_kept %}监控录像已保存。<br>{% endif %}{% if found_at %}{{ found_at }}见到本人，{{ found_where }}。<br>{% endif %}{% for one in reason %}{{ one }}<br>{% endfor %}　</td></tr>
<tr><th>口头报告<br>（1小时内）</th><td colspan="3">{{ oral|default:"　　年　月　日　时　分　　向：" }}</td></tr>
<tr><th>书面报告<br>（24小时内）</th><td colspan="3">{{ written|default:"　　年　月　日　时　分　　向：" }}</td></tr>
<tr><th>后续</th><td colspan="3">{% for one in follow_up %}{{ one }}{% if not forloop.last %}<br>{% endif %}{% empty %}　<br>　{% endfor %}</td></tr>
</table>
<section class="keep">
<table class="form">
<tr><th>报告人</th><td>{{ handler|default:"　" }}　签名：</td><th>值班领导签名</th><td>　</td></tr>
<tr><th>站长签名</th><td>　</td><th>日期</th><td>{{ day|default:"　　年　月　日" }}</td></tr>
</table>
</section>
