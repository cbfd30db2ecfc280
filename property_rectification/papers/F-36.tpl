答复书
<p class="docno">〔　　　　〕第　　　号</p>
<p class="to">{{ addressee }}：</p>
<section class="text">
<p>{% if reported %}您于{{ reported }}反映的{% else %}关于{% endif %}{{ matter }}（编号{{ number }}{% if place %}，{{ place }}{% endif %}），现答复如下。{% if pending %}本答复书经督查人员看过程序后送达。{% endif %}</p>
{% if facts %}<p>核查情况：</p>
{% for one in facts %}<p>{{ one }}</p>
{% endfor %}{% endif %}<p>理由：</p>
{% for one in reasons %}<p>{{ one }}</p>
{% empty %}<p>　</p>
{% endfor %}{% if needs_basis %}<p>依据：{{ basis|or_unset }}。</p>
{% endif %}<p>您还可以：</p>
{% for one in routes %}<p>{{ one }}</p>
{% empty %}<p>　</p>
{% endfor %}{% if object_by %}<p>对结果有异议的，可以在{{ object_by }}前凭查询码或者到窗口提出，由没有参加办理的人复核。</p>
{% endif %}<p>有新的事实，可以再次反映。反映问题不影响您申请调解、起诉、信访的权利。{% if contact.phone %}联系电话：{{ contact.phone }}（{{ contact.unit }}）。{% endif %}</p>
</section>
<p class="seal">{{ organ }}（印章）<br>{{ day }}</p>
<section class="keep">
<table class="hands">
<tr><th>经办人</th><td>{{ handler }}</td><th>审核</th><td>　</td><th>签发</th><td>　</td></tr>
</table>
</section>
