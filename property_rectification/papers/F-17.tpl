销号审批表
<table>
<tr><th>编号</th><td>{{ number }}</td></tr>
<tr><th>事项</th><td>{{ matter }}</td></tr>
<tr><th>位置</th><td>{{ place|default:"　" }}</td></tr>
<tr><th>登记日期</th><td>{{ registered|default:"　" }}</td></tr>
<tr><th>承办单位</th><td>{{ unit|default:"　" }}</td></tr>
<tr><th>办理结果</th><td>{{ result|default:"　" }}</td></tr>
{% if requirement %}<tr><th>整改要求</th><td>{% for one in requirement %}{{ one }}{% if not forloop.last %}<br>{% endif %}{% endfor %}</td></tr>
{% endif %}<tr><th>验收结论</th><td>{{ check|default:"没有经过验收" }}</td></tr>
{% if amount %}<tr><th>金额</th><td>{{ amount }}</td></tr>
{% endif %}<tr><th>反映人评价</th><td>{{ callback|default:"没有评价" }}</td></tr>
<tr><th>异议情况</th><td>{{ objection|default:"公示期内没有异议" }}</td></tr>
</table>
<section class="keep">
<table>
<tr><th>提出人</th><td>{{ proposer|default:"　" }}</td></tr>
<tr><th>办公室意见</th><td>{% for one in opinion %}{{ one }}<br>{% empty %}　<br>{% endfor %}审批人：{{ approver }}　　{{ day }}</td></tr>
<tr><th>领导意见</th><td>　<br>　<br>　　　　　　　　　　签名：　　　　　　　年　　月　　日</td></tr>
</table>
<p class="small">提出人、审批人都没有经办和验收过本件。销号后仍可以在规定期限内提出异议，问题重现的重新整改。</p>
<p class="seal">{{ organ }}（印章）</p>
</section>
