乘车凭证领取单、小额交通费签收单
<table class="form">
<tr><th>姓名</th><td>{{ person.name|default:"　" }}</td><th>性别、年龄</th><td>{{ person.sex }}{% if person.sex and person.aged %}　{% endif %}{{ person.aged|default:"　" }}</td></tr>
<tr><th>证件类型</th><td>{{ person.id_type|default:"　" }}</td><th>证件号码</th><td>{{ person.id_number|default:"　" }}</td></tr>
<tr><th>去向</th><td colspan="3">{{ destination|default:"　" }}</td></tr>
</table>
<h2>乘车凭证</h2>
{% if ticket %}<table class="form">
<tr><th>种类</th><td>{{ ticket.kind }}</td><th>编号</th><td>{{ ticket.number|default:"　" }}</td></tr>
<tr><th>从</th><td>{{ ticket.origin }}</td><th>到</th><td>{{ ticket.goal }}</td></tr>
<tr><th>乘车日期</th><td>{{ ticket.day }}</td><th>车次</th><td>{{ ticket.service|default:"　" }}</td></tr>
{% if ticket.transit %}<tr><th>中转地点</th><td>{{ ticket.transit }}</td><th>中转地救助站<br>和电话</th><td>{{ ticket.transit_contact }}</td></tr>{% else %}<tr><th>中转</th><td colspan="3">直达，不用中转</td></tr>{% endif %}
<tr><th>途中食品</th><td colspan="3">{% if food %}■{% else %}□{% endif %}已提供，共　　　份</td></tr>
</table>{% else %}<table class="form">
<tr><th>种类</th><td>□火车　□汽车　□其他：</td><th>编号</th><td>　</td></tr>
<tr><th>从</th><td>　</td><th>到</th><td>　</td></tr>
<tr><th>乘车日期</th><td>　　年　月　日</td><th>车次</th><td>　</td></tr>
<tr><th>中转地点</th><td>　</td><th>中转地救助站<br>和电话</th><td>　</td></tr>
<tr><th>途中食品</th><td colspan="3">{% if food %}■{% else %}□{% endif %}已提供，共　　　份</td></tr>
</table>{% endif %}
<section class="text notice">
<p>能直达的买直达；要中转的，已告诉您中转站和那里救助站的电话。凭证只供本人乘车，不收费用。</p>
</section>
<section class="keep">
<h2>小额交通费</h2>
{% if fare %}<table class="form">
<tr><th>用途</th><td>市内短途公共交通　{{ fare.route }}</td><th>金额</th><td>{{ fare.amount }}（不超过20元）</td></tr>
<tr><th>理由</th><td>{% for line in why %}{{ line }}{% if not forloop.last %}<br>{% endif %}{% endfor %}</td><th>第二人确认</th><td>{{ fare.second }}</td></tr>
</table>
<p class="small">原则上不发现金。本人签收（{{ fare.receipt }}），存卷。</p>{% else %}<table class="form">
<tr><th>用途</th><td>□市内短途公共交通　从　　　　　到　　　　　</td><th>金额</th><td>　　　　元（不超过20元）</td></tr>
<tr><th>理由</th><td>　</td><th>第二人确认</th><td>　</td></tr>
</table>
<p class="small">原则上不发现金。没有发的不填；发的须本人签收，存卷。</p>{% endif %}
<table class="form">
<tr><th>本人签收</th><td>　<br>　　年　月　日</td><th>发放人</th><td>{{ handler }}　<br>　　年　月　日</td></tr>
</table>
</section>
