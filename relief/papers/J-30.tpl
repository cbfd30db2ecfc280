死亡登记表、遗物清单、通知亲属函、无人认领公告
{% if announces %}<section class="text notice">
<p>{{ person.name|default:"　　　　　　" }}（{{ person.sex|default:"　" }}{% if person.aged %}，{{ person.aged }}{% endif %}），{{ died_at|default:"　　　　年　　月　　日" }}去世，遗体存放在{{ funeral_home|default:"　　　　　　　　　　" }}。{% if person.accent %}{{ person.accent }}。{% endif %}体貌、衣着：　　　　　　　　　　　　　　　　　　</p>
<p>请亲属或者知情的人自公告之日起　　　日内与本站联系：{{ station_phone|default:"　　　　　　　　" }}。到期无人认领的，依照国家规定处理。</p>
<p>公告日期：{{ notice_on|default:"　　　　年　　月　　日" }}{% if notice_where %}　公告载体：{{ notice_where }}{% endif %}</p>
</section>
<p class="seal">{{ organ }}（印章）</p>
{% else %}<table class="form">
<tr><th>姓名或称呼</th><td>{{ person.name|default:"　" }}{% if person.name_from %}（{{ person.name_from }}）{% endif %}</td><th>性别、年龄</th><td>{{ person.sex }}{% if person.sex and person.aged %}　{% endif %}{{ person.aged|default:"　" }}</td></tr>
<tr><th>证件号码</th><td>{{ person.id_number|default:"　" }}</td><th>入站时间</th><td>{{ admitted_at|default:"　" }}</td></tr>
<tr><th>死亡时间</th><td>{{ died_at|default:"　　年　月　日　时　分" }}</td><th>死亡地点</th><td>{{ place|default:"　" }}</td></tr>
<tr><th>确认</th><td>{{ confirmed|default:"□医院　□公安机关" }}</td><th>非正常死亡</th><td>{% if abnormal %}■是{% else %}□是{% endif %}　公安受理编号：{{ police_ref }}</td></tr>
<tr><th>死亡证明</th><td colspan="3">{{ certificate|default:"种类：　　　　　　　编号：　　　　　　　　　出具单位：" }}</td></tr>
<tr><th>证明载明的死因</th><td colspan="3">{% for one in cause %}{{ one }}{% if not forloop.last %}<br>{% endif %}{% empty %}　{% endfor %}</td></tr>
<tr><th>通知亲属</th><td colspan="3">{% for one in relatives %}{{ one }}{% if not forloop.last %}<br>{% endif %}{% empty %}　<br>　{% endfor %}</td></tr>
<tr><th>遗体</th><td colspan="3">殡仪馆：{{ funeral_home|default:"　　　　　　　　" }}　接运：{{ collected_at|default:"　　年　月　日　时" }}<br>存放：{{ body_at|default:"　　　　　　　　　　　　" }}<br>延长保存：{{ storage|default:"　　　　　　　　　　　　" }}</td></tr>
<tr><th>火化确认书</th><td>{{ signer|default:"签字人、关系、日期：" }}</td><th>火化、骨灰</th><td>{{ cremated|default:"　" }}{% if ashes %}<br>{{ ashes }}{% endif %}</td></tr>
<tr><th>其他处置</th><td>{{ disposition|default:"　" }}</td><th>户口注销</th><td>{{ cancelled|default:"　" }}</td></tr>
</table>
<p class="small">没有死亡证明和火化确认书的，不火化。监控录像：{% if video_kept %}■{% else %}□{% endif %}已保存。</p>
<section class="keep">
<h2>遗物清单</h2>
<table class="form">
<tr><th>物品、数量、现金</th><td colspan="3">{% for one in items %}{{ one }}{% if not forloop.last %}<br>{% endif %}{% empty %}　<br>　<br>　<br>　{% endfor %}</td></tr>
<tr><th>处理</th><td>{{ property_end|default:"□交继承人　□保管" }}</td><th>继承人或保管地点</th><td>{{ heir|default:"　" }}</td></tr>
<tr><th>清点人（两人）</th><td>　</td><th>继承人签收</th><td>　<br>年　　月　　日</td></tr>
<tr><th>登记人</th><td>{{ handler|default:"　" }}　签名：</td><th>站长签名</th><td>　<br>{{ day }}</td></tr>
</table>
</section>
{% if letter %}<div class="new-page"></div>
<h2 class="title">通知亲属函</h2>
<p class="to">　　　　　　　　　　：</p>
<section class="text notice">
<p>您的亲属{{ person.name|default:"　　　　　　" }}（{{ person.sex|default:"　" }}{% if person.aged %}，{{ person.aged }}{% endif %}）于{{ died_at|default:"　　　　年　　月　　日　　时" }}去世。我们向您表示哀悼。</p>
<p>遗体存放在{{ funeral_home|default:"　　　　　　　　　　" }}。请您带本人身份证件和亲属关系证明，于　　　　年　　月　　日前到本站办理后事并领取遗物；不能来的，请尽早告诉我们您的意见，电话{{ station_phone|default:"　　　　　　　　" }}，24小时有人接。</p>
<p>本站不收取任何救助费用。</p>
</section>
<p class="seal">{{ organ }}（印章）<br>{{ day|default:"　　　　年　　月　　日" }}</p>
<p class="small">存根：□已当面告知　□电话　□信函　时间：　　　　　　经办：　　　　　　存根留卷，不寄出。</p>
{% endif %}{% endif %}