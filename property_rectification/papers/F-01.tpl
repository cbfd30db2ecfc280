诉求登记单（受理回执）
<table>
<tr><th>编号</th><td>{{ number }}</td></tr>
<tr><th>登记时间</th><td>{{ registered_at }}</td></tr>
<tr><th>反映时间</th><td>{{ reported_at }}</td></tr>
<tr><th>来源</th><td>{{ channel }}</td></tr>
<tr><th>反映人</th><td>{{ reporter }}</td></tr>
<tr><th>联系方式</th><td>{{ contact|default:"未留联系方式" }}</td></tr>
<tr><th>位置</th><td>{{ place }}</td></tr>
<tr><th>事项</th><td>{{ title }}（{{ matter }}）</td></tr>
<tr><th>反映的情况</th><td>“{{ narrative|linebreaksbr }}”</td></tr>
<tr><th>要求</th><td>{% if claim %}“{{ claim|linebreaksbr }}”{% else %}未提具体要求{% endif %}</td></tr>
<tr><th>材料</th><td>{% for one in attachments %}{{ forloop.counter }}. {{ one }}{% if not forloop.last %}<br>{% endif %}{% empty %}没有提交材料{% endfor %}</td></tr>
<tr><th>受理人</th><td>{{ receiver }}</td></tr>
<tr><th>下一步</th><td>{{ next_step }}</td></tr>
{% for one in supplement %}<tr><th>{% if forloop.first %}要补充的{% endif %}</th><td>{{ one.what }}{% if one.how %}（{{ one.how }}）{% endif %}</td></tr>
{% endfor %}{% for one in deadlines %}<tr><th>{{ one.what }}</th><td>{{ one.when|or_unset }}{% if one.basis %}<br><span class="small">依据：{{ one.basis }}</span>{% endif %}{% if one.local %}<br><span class="small">本地设定</span>{% endif %}</td></tr>
{% endfor %}</table>
<section class="keep">
<p>查询码：<b class="big">{{ query_code }}</b></p>
<p>请保管查询码。反映问题不影响您申请调解、起诉、信访的权利。您的信息只用于办理本事项，不提供给被反映方。</p>
<p class="small">扫描右上方的码，或到综治中心窗口，都能看到办到哪一步。调解自愿，任何一方可以随时不调解；起诉、行政复议、信访不以在这里登记为前提。使用您的信息，依据{{ privacy_basis|or_unset }}。</p>
<p class="sign">{{ organ }}<br>{{ printed_at }}</p>
</section>
