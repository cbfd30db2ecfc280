卷宗封面、卷内目录、备考表
<table class="form">
<tr><th>卷号</th><td>{{ volume|default:"　" }}</td><th>保管期限</th><td>{{ retention|default:"　" }}</td></tr>
<tr><th>案号</th><td>{{ case_no|default:"　" }}</td><th>题名</th><td>{% if who %}{{ who }}求助案{% else %}　{% endif %}</td></tr>
<tr><th>到站</th><td>{{ arrived_at|default:"　" }}</td><th>离站</th><td>{{ left_at|default:"　" }}</td></tr>
<tr><th>结果</th><td>{{ outcome|default:"　" }}</td><th>全卷</th><td>　　　件　　　页</td></tr>
{% if version %}<tr><th>目录</th><td colspan="3">第{{ version }}版{% if reopened %}，已重开：{% for one in reopened %}{{ one }}{% if not forloop.last %}　{% endif %}{% endfor %}{% endif %}</td></tr>
{% endif %}
</table>
<h2>卷内目录</h2>
<table class="form catalogue">
<tr><th>序号</th><td>题名</td><td>编号或种类</td><td class="on">日期</td><td class="leaf">页次</td></tr>
{% for one in papers %}<tr><th>{{ forloop.counter }}</th><td>{{ one.name }}</td><td>{{ one.number }}</td><td>{{ one.day }}</td><td>　</td></tr>
{% empty %}<tr><th>　</th><td>　</td><td>　</td><td>　</td><td>　</td></tr>
<tr><th>　</th><td>　</td><td>　</td><td>　</td><td>　</td></tr>
<tr><th>　</th><td>　</td><td>　</td><td>　</td><td>　</td></tr>
<tr><th>　</th><td>　</td><td>　</td><td>　</td><td>　</td></tr>
{% endfor %}</table>
<section class="keep">
<h2>备考表</h2>
<table class="form">
<tr><th>应有的材料</th><td>{% for one in owed %}{% if one.there %}■{% else %}□{% endif %}{{ one.name }}{% if not forloop.last %}　{% endif %}{% empty %}　{% endfor %}</td></tr>
<tr><th>缺少的材料</th><td>{% for one in missing %}{{ one }}{% if not forloop.last %}；{% endif %}{% empty %}{% if case_no %}没有。{% else %}　{% endif %}{% endfor %}{% if waived %}<br>免除的理由：{% for one in waived %}{{ one }}{% endfor %}{% endif %}</td></tr>
<tr><th>说明</th><td>　<br>　</td></tr>
<tr><th>立卷人</th><td>{{ handler|default:"　" }}　签名：　　　　　　　检查人签名：　　　　　　　{{ day }}</td></tr>
</table>
</section>
