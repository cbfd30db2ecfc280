人民调解文书
<h2>{{ heading }}</h2>
<table>
<tr><th>对应事项</th><td>{{ number }}（第{{ round }}次调解）</td></tr>
{% for one in parties %}<tr><th>{{ one.side }}</th><td>{% if one.name %}{{ one.name }}{% else %}（到场本人填写）{% endif %}</td></tr>
{% endfor %}<tr><th>提出</th><td>{{ asked }}</td></tr>
<tr><th>争议事项和请求</th><td>{{ dispute|linebreaksbr }}</td></tr>
{% for one in consents %}<tr><th>{% if forloop.first %}双方意愿{% endif %}</th><td>{{ one.side }}　{{ one.answer }}　{{ one.when }}{% if one.mode %}　{{ one.mode }}{% endif %}</td></tr>
{% endfor %}<tr><th>调解员</th><td>{{ mediator|default:"还没有确定" }}</td></tr>
{% if court_no %}<tr><th>法院委派</th><td>{{ court_no }}</td></tr>
{% endif %}{% if started_at %}<tr><th>开始</th><td>{{ started_at }}</td></tr>
{% endif %}{% if ended %}<tr><th>结果</th><td>{{ ended }}</td></tr>
{% endif %}</table>
<p>调解自愿、免费，任何一方可以随时不调解。</p>
{% if agreement %}<h2>协议</h2>
<table>
<tr><th>形式</th><td>{{ agreement.form }}</td></tr>
<tr><th>纠纷事实、责任和协议内容</th><td>{{ agreement.content|linebreaksbr }}</td></tr>
{% if agreement.plan %}<tr><th>履行方式</th><td>{{ agreement.plan|linebreaksbr }}</td></tr>
<tr><th>履行期限</th><td>{{ agreement.perform_by }}</td></tr>
<tr><th>凭什么算做完</th><td>{{ agreement.proof }}</td></tr>
{% endif %}{% if agreement.performed_on %}<tr><th>已履行</th><td>{{ agreement.performed_on }}，双方确认</td></tr>
{% endif %}<tr><th>生效时间</th><td>{{ agreement.effective_at }}</td></tr>
</table>
{% if agreement.confirmable %}<p>□ 协议自生效之日起30日内，双方可共同申请司法确认。</p>
{% endif %}<section class="keep">
<table>
{% for one in parties %}<tr><th>{{ one.side }}签名或捺印</th><td></td></tr>
{% endfor %}<tr><th>调解员签名、调解组织盖章</th><td></td></tr>
</table>
<p class="small">双方各一份，调解组织存一份。</p>
</section>
{% endif %}{% if ways %}<section class="keep">
<h2>其他途径</h2>
<ol>{% for way in ways %}<li>{{ way }}</li>{% endfor %}</ol>
</section>
{% endif %}<p class="sign">{{ organ }}<br>{{ printed_at }}</p>
