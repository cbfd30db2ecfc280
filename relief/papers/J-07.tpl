部门、群众护送交接单
<table class="form">
<tr><th>护送单位或人员</th><td>{{ unit|default:"　" }}</td><th>护送人</th><td>{{ officer|default:"　" }}</td></tr>
<tr><th>电话</th><td>　</td><th>到站时间</th><td>{{ arrived_at|default:"　　年　月　日　时　分" }}</td></tr>
<tr><th>发现时间</th><td>　　年　月　日　时　分</td><th>发现地点</th><td>　</td></tr>
<tr><th>发现经过</th><td colspan="3">　<br>　<br>　</td></tr>
<tr><th>姓名</th><td>{{ person.name|default:"　" }}</td><th>性别、年龄</th><td>{{ person.sex }}{% if person.sex and person.aged %}　{% endif %}{{ person.aged|default:"　" }}</td></tr>
<tr><th>口音、特征</th><td colspan="3">{{ person.accent }}{% if person.accent and person.features %}　{% endif %}{{ person.features|default:"　" }}</td></tr>
<tr><th>本人所述</th><td colspan="3">{% for one in request %}{{ one }}{% if not forloop.last %}<br>{% endif %}{% empty %}　<br>　{% endfor %}</td></tr>
<tr><th>随身物品</th><td colspan="3">　<br>　</td></tr>
</table>
<section class="keep">
<table class="form">
<tr><th>护送人签名</th><td>　<br>　　年　月　日　时</td><th>接收人签名</th><td>{{ handler }}　<br>　　年　月　日　时</td></tr>
</table>
<p class="small">群众护送的，可以不写姓名和电话。本单一式两份，双方各存一份。</p>
</section>
