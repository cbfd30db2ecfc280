验收单
<table>
<tr><th>编号</th><td>{{ number }}</td></tr>
<tr><th>事项</th><td>{{ matter }}</td></tr>
<tr><th>位置</th><td>{{ place|default:"　" }}</td></tr>
<tr><th>承办单位</th><td>{{ unit|default:"　" }}</td></tr>
{% if firm %}<tr><th>物业企业</th><td>{{ firm }}</td></tr>
{% endif %}{% if report %}<tr><th>整改情况</th><td>{% for one in report %}{{ one }}{% if not forloop.last %}<br>{% endif %}{% endfor %}</td></tr>
{% endif %}{% if files %}<tr><th>附材料</th><td>{{ files }}份</td></tr>
{% endif %}{% if round %}<tr><th>轮次</th><td>第{{ round }}次验收</td></tr>
{% endif %}{% if panel %}<tr><th>验收组</th><td>{{ panel|join:"、" }}</td></tr>
{% endif %}{% if owner_side %}<tr><th>业主一方</th><td>{{ owner_side }}</td></tr>
{% endif %}{% if amount %}<tr><th>金额</th><td>{{ amount }}</td></tr>
{% endif %}{% if callback %}<tr><th>回访反映人</th><td>{{ callback }}</td></tr>
{% endif %}</table>
{% if panel or items %}<table>
<tr><th>验收项目</th><td>结果</td><td>整改要求</td></tr>
{% for one in items %}<tr><th>{{ one.item }}</th><td>{% if one.passed %}合格{% else %}不合格{% endif %}</td><td>{{ one.wanted|default:"　" }}</td></tr>
{% empty %}<tr><th>　</th><td>　</td><td>　</td></tr>
<tr><th>　</th><td>　</td><td>　</td></tr>
<tr><th>　</th><td>　</td><td>　</td></tr>
<tr><th>　</th><td>　</td><td>　</td></tr>
{% endfor %}</table>
{% endif %}<section class="keep">
{% if conclusion %}<p>结论：{{ conclusion }}</p>
{% endif %}{% if deadline %}<p>请按上列要求在{{ deadline }}前改完，并重新申请验收。您有权说明情况、提出不同意见。</p>
{% endif %}{% if panel %}<table>
<tr><th>验收组签名</th><td>　<br>　</td></tr>
<tr><th>业主代表签名</th><td>　</td></tr>
<tr><th>企业代表签名</th><td>　</td></tr>
</table>
<p class="small">对验收结论有异议的，可以在公示期内提出，由没有参加验收的人复核。</p>
{% endif %}<p class="seal">{{ organ }}（印章）<br>{{ day }}</p>
<table class="hands">
<tr><th>经办人</th><td>{{ handler|default:"　" }}</td><th>审核</th><td>　</td><th>签发</th><td>　</td></tr>
</table>
</section>
