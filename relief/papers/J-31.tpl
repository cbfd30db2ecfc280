听取意见笔录
<table class="form">
<tr><th>姓名或称呼</th><td>{{ person.name|default:"　" }}</td><th>性别、年龄</th><td>{{ person.sex }}{% if person.sex and person.aged %}　{% endif %}{{ person.aged|default:"　" }}</td></tr>
<tr><th>时间</th><td>{{ heard_at|default:"　　年　月　日　时　分" }}</td><th>地点</th><td>　</td></tr>
<tr><th>听取人</th><td>{{ heard_by|default:"　" }}</td><th>第二听取人</th><td>{{ heard_second|default:"　" }}</td></tr>
<tr><th>告知的事实</th><td colspan="3">{% for one in facts %}{{ one }}{% if not forloop.last %}<br>{% endif %}{% empty %}　<br>　<br>　{% endfor %}</td></tr>
<tr><th>拟作的决定</th><td colspan="3">□终止救助{% if reasons %}，理由：{% for one in reasons %}{{ one.label }}{% if not forloop.last %}；{% endif %}{% endfor %}{% else %}　理由：{% endif %}</td></tr>
<tr><th>告知的权利</th><td colspan="3">可以陈述、说明、提出证据，也可以不说；听取意见期间食宿和照料照常，随时可以离站；作出决定后可以投诉、申请行政复议、提起行政诉讼。</td></tr>
<tr><th>本人的话</th><td colspan="3">{% for one in opinion %}{{ one }}{% if not forloop.last %}<br>{% endif %}{% empty %}　<br>　<br>　<br>　<br>　{% endfor %}</td></tr>
{% if result %}<tr><th>处理</th><td colspan="3">{{ result }}{% for one in result_why %}　{{ one }}{% endfor %}</td></tr>
{% endif %}</table>
<section class="keep">
<table class="form">
<tr><th>本人核对</th><td>□已看过　□已读给本人听，与所说一致　签名或指印：</td></tr>
<tr><th>没有签名的</th><td>□拒签　□无法签　原因：</td></tr>
<tr><th>两名工作人员签名</th><td>　　　　　　　　　　、　　　　　　　　　　　　　{{ day|default:"年　　月　　日" }}</td></tr>
</table>
</section>
