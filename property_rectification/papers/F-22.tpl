典型案例稿
<table>
<tr><th>编号</th><td>{{ number }}（第{{ version }}稿）</td></tr>
<tr><th>类型</th><td>{{ genre }}</td></tr>
<tr><th>标题</th><td>{{ title }}</td></tr>
<tr><th>来源案件</th><td>{{ source }}</td></tr>
<tr><th>企业名称</th><td>{{ firm }}</td></tr>
</table>
<h2>案情</h2>
{% for one in facts %}<p>{{ one }}</p>
{% endfor %}<h2>办理</h2>
{% for one in handling %}<p>{{ one }}</p>
{% endfor %}<h2>依据</h2>
{% for one in law %}<p>{{ one }}</p>
{% empty %}<p>没有引用</p>
{% endfor %}<h2>典型意义</h2>
{% for one in meaning %}<p>{{ one }}</p>
{% empty %}<p>没有写</p>
{% endfor %}<section class="keep">
<h2>脱敏报告</h2>
<p>{% if report %}本稿印出时已替换：{{ report }}{% else %}没有发现可以识别个人的内容。{% endif %}</p>
</section>
<section class="keep">
<h2>签批</h2>
<table>
{% for one in approvals %}<tr><th>{{ one.step }}</th><td>{{ one.by }}　{{ one.at }}{% if one.opinion %}<br>{{ one.opinion }}{% endif %}</td></tr>
{% empty %}<tr><td>还没有签批</td></tr>
{% endfor %}</table>
</section>
<p class="sign">{{ organ }}<br>{{ printed_at }}</p>
