宣传资料发放登记
<table>
<tr><th>救助管理站</th><td>{{ organ|default:"　" }}</td><th>年度</th><td>{{ year|default:"　　　　年" }}</td></tr>
</table>
<table>
<tr><th>日期</th><th>地点</th><th>资料种类</th><th>份数</th><th>发放人</th></tr>
{% for one in rows %}<tr><td>{{ one.day }}</td><td>{{ one.place }}</td><td>{{ one.kind }}</td><td>{{ one.copies }}</td><td>　</td></tr>
{% empty %}<tr><td>　</td><td>　</td><td>　</td><td>　</td><td>　</td></tr>
<tr><td>　</td><td>　</td><td>　</td><td>　</td><td>　</td></tr>
<tr><td>　</td><td>　</td><td>　</td><td>　</td><td>　</td></tr>
<tr><td>　</td><td>　</td><td>　</td><td>　</td><td>　</td></tr>
<tr><td>　</td><td>　</td><td>　</td><td>　</td><td>　</td></tr>
<tr><td>　</td><td>　</td><td>　</td><td>　</td><td>　</td></tr>
<tr><td>　</td><td>　</td><td>　</td><td>　</td><td>　</td></tr>
<tr><td>　</td><td>　</td><td>　</td><td>　</td><td>　</td></tr>
{% endfor %}<tr><th colspan="3">合计</th><td>{{ total|default:"　" }}</td><td>　</td></tr>
</table>
<p class="small">向群众发放时不登记领取人姓名。</p>
<p class="seal">{{ organ }}（印章）</p>
