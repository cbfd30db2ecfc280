干预过问记录表
<table>
<tr><th>案件</th><td colspan="3">{{ case }}　{{ matter }}</td></tr>
<tr><th>时间</th><td>{{ when }}</td><th>方式</th><td>{{ way }}</td></tr>
<tr><th>谁</th><td>{{ who }}</td><th>单位和职务</th><td>{{ who_post|default:"　" }}</td></tr>
<tr><th>说了什么<br>要求什么</th><td colspan="3">{% for one in content %}{{ one }}{% if not forloop.last %}<br>{% endif %}{% endfor %}</td></tr>
<tr><th>记录人</th><td>{{ recorder }}</td><th>记录时间</th><td>{{ recorded }}</td></tr>
</table>
<section class="keep">
<table>
<tr><th>记录人签名</th><td>　<br>　　　　　　　　　　　　　　年　　月　　日</td></tr>
</table>
<p class="small">如实记录，不因如实记录受到处理。本表只供记录人和审计查看，不入对外公开的案卷。</p>
</section>
