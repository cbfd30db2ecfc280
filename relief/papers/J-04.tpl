在站服务及离站登记表
<table class="form">
<tr><th>姓名</th><td>{{ person.name|default:"　" }}</td><th>性别、年龄</th><td>{{ person.sex }}{% if person.sex and person.aged %}　{% endif %}{{ person.aged|default:"　" }}</td></tr>
<tr><th>到站时间</th><td>{{ arrived_at|default:"　" }}</td><th>入站时间</th><td>{{ admitted_at|default:"　" }}</td></tr>
<tr><th>区域、床位</th><td colspan="3">{% for one in beds %}{{ one }}起{% if not forloop.last %}<br>{% endif %}{% empty %}　{% endfor %}</td></tr>
</table>
<table class="form">
<tr><th>照料服务</th><td>三餐、饮食：<br>床品更换、洗浴：<br>换洗衣物、日用品：</td></tr>
<tr><th>就医情况</th><td>{% for one in medical %}{{ one.at }}　{{ one.where }}　{% for line in one.need %}{{ line }}{% endfor %}{% if one.back %}　{{ one.back }}返站{% endif %}{% if not forloop.last %}<br>{% endif %}{% empty %}　{% endfor %}</td></tr>
<tr><th>查询、寻亲</th><td>　<br>　</td></tr>
<tr><th>教育、心理、社工</th><td>　<br>　</td></tr>
</table>
{% if goes_on %}<table class="form">
<tr><th>离站安排</th><td>没有离站，继续在站救助。{% for one in stays %}{{ one }}{% endfor %}</td></tr>
</table>
{% endif %}<section class="keep">
<table class="form">
<tr><th>离站方式</th><td>{{ mode|default:"　" }}</td><th>离站时间</th><td>{{ left_at|default:"　" }}</td></tr>
<tr><th>去向</th><td>{{ destination|default:"　" }}</td><th>在站天数</th><td>{% if days %}{{ days }}天{% else %}　{% endif %}</td></tr>
<tr><th>乘车凭证</th><td>{% if voucher %}■{% else %}□{% endif %}已提供　编号：</td><th>途中食品</th><td>{% if food %}■{% else %}□{% endif %}已提供</td></tr>
<tr><th>接收人</th><td colspan="3">{{ receiver|default:"　" }}</td></tr>
<tr><th>归还物品</th><td colspan="3">　<br>　</td></tr>
</table>
</section>
<section class="keep">
<table class="form">
<tr><th>本人签名或指印</th><td>　<br>　　　　　　　　　　　　　　　　年　　月　　日</td></tr>
<tr><th>没有签名的</th><td>原因：<br>两名工作人员：　　　　　　　　　、　　　　　　　　　</td></tr>
<tr><th>经办人</th><td>{{ handler|default:"　" }}　　　　{{ day }}</td></tr>
</table>
<p class="small">救助不收费用。开支另记在站内的内部联，不写在本表上。</p>
</section>
