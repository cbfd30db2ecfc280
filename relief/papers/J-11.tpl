身份协查函
<p class="to">{{ addressee|default:"　　　　　　　　公安局" }}：</p>
<section class="text">
<p>本站救助的下列人员身份需要核实，请协助查询{% if kind %}（{{ kind }}）{% endif %}，并将结果函告本站{% if station_phone %}（电话{{ station_phone }}）{% endif %}。</p>
</section>
<table class="form">
<tr><th>姓名或称呼</th><td>{{ person.name|default:"　" }}{% if person.name_from %}（{{ person.name_from }}）{% endif %}</td><th>性别、年龄</th><td>{{ person.sex }}{% if person.sex and person.aged %}　{% endif %}{{ person.aged|default:"　" }}</td></tr>
<tr><th>证件类型</th><td>{{ person.id_type|default:"　" }}</td><th>证件号码</th><td>{{ person.id_number|default:"　" }}</td></tr>
<tr><th>口音、体貌特征</th><td colspan="3">{{ person.accent }}{% if person.accent and person.features %}　{% endif %}{{ person.features|default:"　" }}</td></tr>
<tr><th>来站时间</th><td>{{ arrived_at|default:"　　年　月　日　时　分" }}</td><th>怎样来站</th><td>{{ arrival|default:"　" }}</td></tr>
<tr><th>本人所述</th><td colspan="3">{% for one in request %}{{ one }}{% if not forloop.last %}<br>{% endif %}{% empty %}　<br>　{% endfor %}</td></tr>
<tr><th>查询目的</th><td colspan="3">{% for one in purpose %}{{ one }}{% if not forloop.last %}<br>{% endif %}{% empty %}　<br>　{% endfor %}</td></tr>
<tr><th>请协助事项</th><td colspan="3">□核实姓名、户籍和亲属　□比对走失、失踪人员信息　□指纹、人像比对<br>{% if asks_age %}■{% else %}□{% endif %}核实年龄。本人按未成年人保护；是否需要骨龄鉴定由公安机关依法决定，不违背本人意愿</td></tr>
<tr><th>附件</th><td colspan="3">□照片　□其他：</td></tr>
</table>
<section class="keep">
<p class="seal">{{ organ }}（印章）<br>{{ sent_at|default:"　　　　年　　月　　日" }}</p>
<table class="form">
<tr><th>经办人</th><td>{{ handler|default:"　" }}</td><th>签收人、时间</th><td>　<br>　　年　月　日　时</td></tr>
<tr><th>复函</th><td colspan="3">　<br>　<br>　　　　　　　　　　　　（印章）　　　　　　年　　月　　日</td></tr>
</table>
</section>
