公安机关护送流浪乞讨人员交接表
<table class="form">
<tr><th>护送单位</th><td>{{ unit|default:"　" }}</td><th>电话</th><td>　</td></tr>
<tr><th>民警</th><td>{{ officer|default:"　" }}</td><th>警号</th><td>　</td></tr>
<tr><th>填表人</th><td>　</td><th>到站时间</th><td>{{ arrived_at|default:"　　年　月　日　时　分" }}</td></tr>
<tr><th>发现时间</th><td>　　年　月　日　时　分</td><th>发现地点</th><td>　</td></tr>
<tr><th>发现经过</th><td colspan="3">　<br>　<br>　</td></tr>
<tr><th>姓名</th><td>{{ person.name|default:"　" }}</td><th>性别、年龄</th><td>{{ person.sex }}{% if person.sex and person.aged %}　{% endif %}{{ person.aged|default:"　" }}</td></tr>
<tr><th>证件类型</th><td>{{ person.id_type|default:"　" }}</td><th>证件号码</th><td>{{ person.id_number|default:"　" }}</td></tr>
<tr><th>已知的身份线索</th><td colspan="3">{{ person.accent }}{% if person.accent and person.features %}　{% endif %}{{ person.features|default:"　" }}</td></tr>
<tr><th>本人所述</th><td colspan="3">{% for one in request %}{{ one }}{% if not forloop.last %}<br>{% endif %}{% empty %}　<br>　{% endfor %}</td></tr>
<tr><th>身体和精神状况</th><td colspan="3">　<br>　</td></tr>
<tr><th>随身物品</th><td colspan="3">　<br>　</td></tr>
<tr><th>已做的工作</th><td colspan="3">□信息检索　□人像比对　□走访　□调取监控　□其他：<br>结果：</td></tr>
<tr><th>疑似情形</th><td colspan="3">□走失　□被遗弃　□被拐卖　□其他侵害　□没有　依据：</td></tr>
</table>
<section class="keep">
<table class="form">
<tr><th>护送民警签名</th><td>　<br>　　年　月　日　时</td><th>接收人签名</th><td>{{ handler }}　<br>　　年　月　日　时</td></tr>
<tr><th>护送单位印章</th><td>　<br>　</td><th>救助站印章</th><td>　<br>　</td></tr>
</table>
<p class="small">本表一式两份，双方各存一份。疑似走失、被遗弃、被拐卖的，由公安机关继续调查，结果告知救助站。</p>
</section>
