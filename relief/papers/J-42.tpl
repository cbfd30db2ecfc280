救助统计月报表
<table>
<tr><th>救助管理站</th><td>{{ station }}</td><th>期间</th><td>{{ month }}</td></tr>
<tr><th>平均在站</th><td>{{ stay }}</td><th>亲属接领报在</th><td>{{ collected }}</td></tr>
</table>
<table>
<tr><th>项目</th><th>内容</th><th>人次、人数</th><th>更正</th></tr>
{% for block in blocks %}{% for line in block.lines %}<tr>{% if forloop.first %}<th rowspan="{{ block.height }}">{{ block.label }}</th>{% endif %}<td>{% if line.part %}　{% endif %}{{ line.label }}</td><td>{{ line.figure }}</td><td>{{ line.corrected|default:"　" }}</td></tr>
{% endfor %}{% endfor %}</table>
<section class="keep">
<table>
<tr><th>编制</th><td>{{ made_by }}</td><th>锁定</th><td>{{ locked_by }}</td></tr>
</table>
<p class="small">性别、年龄、健康状况、来自、离站方式、主要救助类型各行相加等于本期受助总人次；同一人几次受助，人次计几次，人数只计一次；“其中”和特殊人员不相加。锁定的数字不改，以后的变化列在更正一栏。</p>
<p class="sign">{{ organ }}<br>{{ printed_at }}</p>
</section>
