临时监护决定、移交单、监护评估表
<table class="form">
<tr><th>姓名或称呼</th><td>{{ person.name|default:"　" }}</td><th>性别、年龄</th><td>{{ person.sex }}{% if person.sex and person.aged %}　{% endif %}{{ person.aged|default:"　" }}</td></tr>
<tr><th>本次事项</th><td>{{ act|default:"　" }}</td><th>疑问</th><td>{% for one in doubts %}{{ one }}{% if not forloop.last %}、{% endif %}{% empty %}□年龄　□行为能力{% endfor %}</td></tr>
<tr><th>情况</th><td colspan="3">{% for one in said %}{{ one }}{% if not forloop.last %}<br>{% endif %}{% empty %}　<br>　{% endfor %}</td></tr>
</table>
<section class="keep">
<table class="form">
<tr><th>法定情形</th><td colspan="3">{{ ground|default:"　" }}</td></tr>
<tr><th>安置方式</th><td>{{ placement|default:"□亲属抚养　□家庭寄养　□未保机构　□儿童福利机构　□其他：" }}</td><th>安置处所</th><td>{{ place|default:"　" }}</td></tr>
<tr><th>决定时间</th><td>{{ decided_at|default:"　　年　月　日　时　分" }}</td><th>下次复核</th><td>{{ review_on|default:"　　年　月　日" }}</td></tr>
<tr><th>县民政局意见</th><td colspan="3">　<br>　　　　　　　　（印章）　　年　月　日</td></tr>
</table>
</section>
<section class="keep">
<table class="form">
<tr><th>监护人</th><td>{{ guardian|default:"　" }}</td><th>与本人关系</th><td>{{ relation|default:"　" }}</td></tr>
<tr><th>评估单位</th><td>{{ assessed_by|default:"　" }}</td><th>结论</th><td>{{ result|default:"□监护合格　□监护不适" }}</td></tr>
<tr><th>评估意见</th><td colspan="3">{% for one in assessed %}{{ one }}{% if not forloop.last %}<br>{% endif %}{% empty %}　<br>　{% endfor %}</td></tr>
</table>
</section>
<section class="keep">
<table class="form">
<tr><th>接收机构</th><td>{{ receiver|default:"　" }}</td><th>接收函</th><td>{{ acceptance|default:"　" }}</td></tr>
<tr><th>移交人</th><td>{{ handler|default:"　" }}　签名：</td><th>接收人签名</th><td>　</td></tr>
</table>
<p class="seal">{{ organ }}（印章）<br>{{ day|default:"　　　　年　　月　　日" }}</p>
</section>
