亲属接领登记表
<table class="form">
<tr><th>被接领人</th><td>{{ person.name|default:"　" }}</td><th>性别、年龄</th><td>{{ person.sex }}{% if person.sex and person.aged %}　{% endif %}{{ person.aged|default:"　" }}</td></tr>
<tr><th>证件类型</th><td>{{ person.id_type|default:"　" }}</td><th>证件号码</th><td>{{ person.id_number|default:"　" }}</td></tr>
<tr><th>接领人</th><td>{{ collector.name|default:"　" }}</td><th>与本人关系</th><td>{{ collector.relation|default:"　" }}</td></tr>
<tr><th>接领人证件号</th><td>{{ collector.id_number|default:"　" }}</td><th>电话</th><td>{{ collector.phone|default:"　" }}</td></tr>
<tr><th>住址</th><td colspan="3">　</td></tr>
<tr><th>关系证明</th><td>{{ collector.proof|default:"　" }}</td><th>证件复印件</th><td>{% if collector.copied %}■已核对原件，复印件附后{% else %}□已核对原件，复印件附后{% endif %}</td></tr>
<tr><th>风险核查</th><td>{{ risk|default:"□无　□有：" }}</td><th>监护评估</th><td>{{ fit|default:"　" }}</td></tr>
<tr><th>本人意愿</th><td colspan="3">{% if agrees %}本人同意随其离开。{% endif %}{% for one in wish %}{{ one }}{% if not forloop.last %}<br>{% endif %}{% endfor %}{% if heard_alone %}（{{ heard_alone }}由同性工作人员单独询问）{% endif %}{% if not agrees and not wish %}□同意随其离开　□不同意　本人原话：{% endif %}</td></tr>
<tr><th>去向</th><td>{{ destination|default:"　" }}</td><th>离站时间</th><td>{{ left_at|default:"　" }}</td></tr>
<tr><th>归还物品</th><td colspan="3">　<br>　</td></tr>
</table>
<section class="text">
<p>接领人：我已接到本人，会照顾好其路上和到家后的生活。接领不收任何费用。</p>
</section>
<section class="keep">
<table class="form">
<tr><th>接领人签名</th><td>　<br>　　年　月　日　时</td><th>本人签名或指印</th><td>　<br>　　年　月　日　时</td></tr>
<tr><th>经办人</th><td>{{ handler|default:"　" }}　{{ day }}</td><th>复核人签名</th><td>　</td></tr>
</table>
<p class="small">{% if protected %}未成年人和行为能力受限的人，写其能够表达的意愿；{% endif %}没有签名的，由两名工作人员写明原因并签名。</p>
</section>
