疑似走失、被遗弃、被拐卖报案材料
<p class="to">　　　　　　　　公安局（派出所）：</p>
<table class="form">
<tr><th>姓名或称呼</th><td>{{ person.name|default:"　" }}</td><th>性别、年龄</th><td>{{ person.sex }}{% if person.sex and person.aged %}　{% endif %}{{ person.aged|default:"　" }}</td></tr>
<tr><th>证件类型</th><td>{{ person.id_type|default:"　" }}</td><th>证件号码</th><td>{{ person.id_number|default:"　" }}</td></tr>
<tr><th>口音、体貌特征</th><td colspan="3">{{ person.accent }}{% if person.accent and person.features %}　{% endif %}{{ person.features|default:"　" }}</td></tr>
<tr><th>衣着</th><td colspan="3">　<br>　</td></tr>
<tr><th>来站时间</th><td>{{ arrived_at|default:"　　年　月　日　时　分" }}</td><th>怎样来站</th><td>{{ arrival|default:"　" }}</td></tr>
<tr><th>本人所述</th><td colspan="3">{% for one in request %}{{ one }}{% if not forloop.last %}<br>{% endif %}{% empty %}　<br>　{% endfor %}</td></tr>
<tr><th>最后见到时间</th><td colspan="3">{{ last_seen_at|default:"　　年　月　日　时　分　　地点：" }}</td></tr>
<tr><th>经过</th><td colspan="3">{% for one in account %}{{ one }}{% if not forloop.last %}<br>{% endif %}{% empty %}　<br>　<br>　{% endfor %}</td></tr>
<tr><th>疑似情形和依据</th><td colspan="3">□走失　□被遗弃　□被拐卖　□其他侵害<br>{% for one in suspicion %}{{ one }}{% if not forloop.last %}、{% endif %}{% empty %}　{% endfor %}</td></tr>
<tr><th>附件</th><td colspan="3">□照片　{% if video_kept %}■{% else %}□{% endif %}监控录像　□其他：</td></tr>
</table>
<section class="keep">
<table class="form">
<tr><th>报警时间</th><td>{{ report.reported_at|default:"　　年　月　日　时　分" }}</td><th>方式</th><td>{{ report.channel|default:"　" }}</td></tr>
<tr><th>接报单位、人员</th><td>{{ report.organ }}{% if report.organ and report.officer %}　{% endif %}{{ report.officer|default:"　" }}</td><th>编号</th><td>{{ report.receipt|default:"　" }}</td></tr>
<tr><th>请求</th><td colspan="3">请受理、查找，结果告知本站{% if station_phone %}（电话{{ station_phone }}）{% endif %}。</td></tr>
</table>
<p class="seal">{{ organ }}（印章）<br>{{ day|default:"　　　　年　　月　　日" }}</p>
<table class="form">
<tr><th>报案人</th><td>{{ handler|default:"　" }}</td><th>接收人签名</th><td>　<br>　　年　月　日　时</td></tr>
</table>
</section>
