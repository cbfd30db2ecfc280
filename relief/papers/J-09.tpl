检视与送医单
<table class="form">
<tr><th>姓名</th><td>{{ person.name|default:"　" }}</td><th>性别、年龄</th><td>{{ person.sex }}{% if person.sex and person.aged %}　{% endif %}{{ person.aged|default:"　" }}</td></tr>
<tr><th>到站时间</th><td colspan="3">{{ arrived_at|default:"　　年　月　日　时　分" }}</td></tr>
<tr><th>检视看到的情况</th><td colspan="3">{% for one in look %}{{ one }}{% if not forloop.last %}<br>{% endif %}{% empty %}　<br>　{% endfor %}</td></tr>
<tr><th>本人说的不适</th><td colspan="3">　<br>　</td></tr>
<tr><th>送医情形</th><td colspan="3">{% for one in need %}{{ one }}{% if not forloop.last %}<br>{% endif %}{% empty %}□急危重病　□外伤　□疑似传染病　□疑似精神障碍　□其他：{% endfor %}</td></tr>
<tr><th>呼叫120时间</th><td>{{ called_at|default:"　　月　日　时　分" }}</td><th>120到达时间</th><td>　　月　日　时　分</td></tr>
<tr><th>离站送医时间</th><td>{{ left_at|default:"　　月　日　时　分" }}</td><th>医院</th><td>{{ hospital|default:"　" }}</td></tr>
<tr><th>陪同人员</th><td>{{ companion|default:"　" }}</td><th>救助站电话</th><td>{{ station_phone|default:"　" }}</td></tr>
<tr><th>随身物品</th><td colspan="3">{% for one in items %}{{ one }}{% if not forloop.last %}<br>{% endif %}{% empty %}　{% endfor %}</td></tr>
</table>
<section class="keep">
<table class="form">
<tr><th>送医人签名</th><td>{{ handler }}　<br>　　年　月　日　时</td><th>120或医院<br>接收人签名</th><td>　<br>　　年　月　日　时</td></tr>
</table>
<p class="small">身份不明、没有钱的，医院应当先救治。</p>
</section>
<section class="keep">
<table class="form">
<tr><th>返站、出院时间</th><td>{{ back_at|default:"　　年　月　日　时　分" }}</td></tr>
<tr><th>住院登记</th><td>{% for one in registration %}{{ one }}{% empty %}　{% endfor %}</td></tr>
<tr><th>出院证明</th><td>{{ certificate|default:"　" }}{% if own_will %}　本人自愿出院{% endif %}</td></tr>
<tr><th>出院或病情稳定<br>的说明</th><td>{% for one in back %}{{ one }}{% if not forloop.last %}<br>{% endif %}{% empty %}　<br>　{% endfor %}</td></tr>
</table>
</section>
