研判会纪要
<table>
<tr><th>编号</th><td>{{ number }}</td></tr>
<tr><th>事项</th><td>{{ matter }}</td></tr>
<tr><th>位置</th><td>{{ place|default:"　" }}</td></tr>
<tr><th>时间</th><td>{{ held_at|default:"　　　　年　　月　　日　　时　　分" }}{% if meet_by %}（{{ meet_by }}前召开）{% endif %}</td></tr>
<tr><th>参加单位<br>和人员</th><td>{% for one in attendees %}{{ one }}{% if not forloop.last %}<br>{% endif %}{% empty %}　<br>　{% endfor %}</td></tr>
<tr><th>议题</th><td>{% for one in agenda %}{{ one }}{% if not forloop.last %}<br>{% endif %}{% empty %}　{% endfor %}</td></tr>
{% if statistics %}<tr><th>统计</th><td>{{ statistics }}</td></tr>
{% endif %}<tr><th>{% if joint %}讨论意见{% else %}研判意见{% endif %}</th><td>{% for one in judgement %}{{ one }}{% if not forloop.last %}<br>{% endif %}{% empty %}　<br>　<br>　<br>　{% endfor %}</td></tr>
</table>
{% if not joint %}<table>
<tr><th>任务</th><td>谁办</td><td>哪天前</td></tr>
{% for one in tasks %}<tr><th>{{ one.task }}</th><td>{{ one.owner }}</td><td>{{ one.day|default:"　" }}</td></tr>
{% empty %}<tr><th>　</th><td>　</td><td>　</td></tr>
<tr><th>　</th><td>　</td><td>　</td></tr>
{% endfor %}</table>
{% endif %}<section class="keep">
<p class="small">{% if joint %}本记录附卷。讨论只对拟作决定的事实、证据、程序和适用法律提出意见，决定由机关负责人作出。{% else %}本纪要只记职责归谁、依据和任务，不评价案情，不代替有权机关作出的决定。对指定承办有意见的，可以书面反映，期间照常办理。{% endif %}</p>
<table>
<tr><th>参加人签名</th><td>　<br>　<br>　</td></tr>
<tr><th>记录人</th><td>{{ handler|default:"　" }}</td></tr>
</table>
<p class="seal">{{ organ }}（印章）<br>{{ day }}</p>
</section>
