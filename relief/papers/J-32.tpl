拒绝签字说明
<table class="form">
<tr><th>姓名</th><td>{{ person.name|default:"　" }}</td><th>性别、年龄</th><td>{{ person.sex }}{% if person.sex and person.aged %}　{% endif %}{{ person.aged|default:"　" }}</td></tr>
<tr><th>涉及的文书</th><td colspan="3">{{ document|default:"　" }}</td></tr>
<tr><th>告知的内容</th><td colspan="3">{% for one in told %}{{ one }}{% if not forloop.last %}<br>{% endif %}{% empty %}　<br>　<br>　{% endfor %}</td></tr>
<tr><th>没有签字</th><td colspan="3">{% if kind %}■{{ kind }}{% else %}□拒签　□无法签　□已经离开{% endif %}</td></tr>
<tr><th>本人说的原因<br>（写原话）</th><td colspan="3">　<br>　<br>　</td></tr>
<tr><th>时间、地点</th><td colspan="3">{{ day|default:"　　　　年　　月　　日" }}　　时　　分　地点：</td></tr>
</table>
<section class="text">
<p>本人没有签字，不影响其离站、求助和投诉。</p>
</section>
<section class="keep">
<table class="form">
<tr><th>工作人员一</th><td>{{ handler }}　<br>　　年　　月　　日</td><th>工作人员二</th><td>　<br>　　年　　月　　日</td></tr>
</table>
</section>
