随身物品寄存、领取清单（一式两联）
{% for copy in copies %}<section class="keep"><h2>{{ copy }}</h2>
<table class="form">
<tr><th>姓名</th><td>{{ person.name|default:"　" }}</td><th>性别、年龄</th><td>{{ person.sex }}{% if person.sex and person.aged %}　{% endif %}{{ person.aged|default:"　" }}</td></tr>
<tr><th>安检登记的物品</th><td colspan="3">{% for one in items %}{{ one }}{% if not forloop.last %}<br>{% endif %}{% empty %}　{% endfor %}{% if prohibited %}<br>违禁物品：{% for one in prohibited %}{{ one }}{% endfor %}{% endif %}</td></tr>
</table>
<table class="form">
<tr><th>物品</th><td>数量、状况</td><td>自持、寄存或移交</td><td>柜号</td></tr>
{% for one in things %}<tr><th>{{ one.item }}</th><td>{{ one.quantity }}件　{{ one.condition }}</td><td>{{ one.disposition }}</td><td>{{ one.locker }}{% if one.returned %}　{{ one.returned }}归还{% endif %}</td></tr>
{% empty %}<tr><th>　</th><td>　</td><td>　</td><td>　</td></tr>
<tr><th>　</th><td>　</td><td>　</td><td>　</td></tr>
<tr><th>　</th><td>　</td><td>　</td><td>　</td></tr>
{% endfor %}</table>
<table class="form">
<tr><th>寄存时签名</th><td>本人：　　　　经手：<br>　　年　月　日　时</td><th>领取时签名</th><td>本人：　　　　经手：<br>{% if returned_at %}{{ returned_at }}{% else %}　　年　月　日　时{% endif %}</td></tr>
</table>
<p class="small">证件、现金、手机由本人自持，书面要求寄存的除外；随时可以领回。离站时全部归还，不因没有领回影响离站。</p>
</section>
{% endfor %}
