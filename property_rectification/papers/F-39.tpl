回避申请、决定
<p class="docno">{{ heading }}</p>
<table>
<tr><th>案件</th><td colspan="3">{{ number }}　{{ matter }}</td></tr>
<tr><th>谁提出</th><td>{{ applicant }}</td><th>申请时间</th><td>{{ asked }}</td></tr>
<tr><th>申请谁回避</th><td colspan="3">{{ person }}</td></tr>
<tr><th>理由</th><td colspan="3">{% for one in reason %}{{ one }}{% if not forloop.last %}<br>{% endif %}{% endfor %}</td></tr>
{% if decision %}<tr><th>决定</th><td colspan="3">{{ decision }}</td></tr>
<tr><th>决定的理由</th><td colspan="3">{% for one in decision_reasons %}{{ one }}{% if not forloop.last %}<br>{% endif %}{% endfor %}</td></tr>
{% endif %}</table>
<section class="keep">
{% if decision %}<p>{{ handler }}</p>
<p class="seal">{{ organ }}（印章）<br>{{ day }}</p>
{% else %}<table>
<tr><th>申请人签名</th><td>　<br>　　　　　　　　　　　　　　年　　月　　日</td></tr>
</table>
<p class="small">决定作出之前，办理不停止。被申请回避的人和提出申请的人不参加决定。</p>
{% endif %}</section>
