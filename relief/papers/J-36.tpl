开放日签到及意见表
<table class="form">
<tr><th>日期</th><td>{{ date|default:"　　　　年　　月　　日" }}</td><th>主题</th><td>{{ theme|default:"　" }}</td></tr>
<tr><th>地点</th><td>{{ place|default:"□本站　□托养机构：" }}</td><th>参观人次</th><td>{{ visitors|default:"　" }}</td></tr>
<tr><th>参加单位</th><td colspan="3">{% for one in agencies %}{{ one }}{% if not forloop.last %}<br>{% endif %}{% empty %}　<br>　{% endfor %}</td></tr>
</table>
<section class="text notice">
<p>不参观受助人员的宿舍和活动，不拍摄、不询问受助人员。签到可以只写单位，不写姓名。</p>
</section>
<table>
<tr><th>单位或来访人</th><th>人数</th><th>意见和建议</th></tr>
<tr><td>　</td><td>　</td><td>　<br>　</td></tr>
<tr><td>　</td><td>　</td><td>　<br>　</td></tr>
<tr><td>　</td><td>　</td><td>　<br>　</td></tr>
<tr><td>　</td><td>　</td><td>　<br>　</td></tr>
<tr><td>　</td><td>　</td><td>　<br>　</td></tr>
<tr><td>　</td><td>　</td><td>　<br>　</td></tr>
<tr><td>　</td><td>　</td><td>　<br>　</td></tr>
<tr><td>　</td><td>　</td><td>　<br>　</td></tr>
</table>
<section class="keep">
<table class="form">
<tr><th>意见汇总</th><td colspan="3">{% for one in feedback %}{{ one }}{% if not forloop.last %}<br>{% endif %}{% empty %}　<br>　<br>　{% endfor %}</td></tr>
</table>
<p class="seal">{{ organ }}（印章）</p>
</section>
