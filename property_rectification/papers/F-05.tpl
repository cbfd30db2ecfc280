交办单、督办单、提醒函
<p class="docno">〔　　　　〕第　　　号</p>
<p class="to">{{ to|default:"　　　　　　　　" }}：</p>
<section class="text">
<p>现将下列事项{% if feedback %}交由你单位办理{% else %}答复如下{% endif %}。{% if assist %}协助单位：{{ assist|join:"、" }}。{% endif %}</p>
</section>
<table>
<tr><th>编号</th><td>{{ number }}</td></tr>
<tr><th>事项</th><td>{{ matter }}</td></tr>
<tr><th>位置</th><td>{{ place|default:"　" }}</td></tr>
{% if feedback %}<tr><th>紧急程度</th><td>{{ level }}</td></tr>
{% endif %}<tr><th>{% if feedback %}要求{% else %}答复{% endif %}</th><td>{% for one in requirement %}{{ one }}{% if not forloop.last %}<br>{% endif %}{% empty %}依法核查，听取双方意见，作出处理并书面答复反映人。{% endfor %}</td></tr>
{% if sign_by %}<tr><th>签收期限</th><td>{{ sign_by }}</td></tr>
{% endif %}{% if finish_by %}<tr><th>办结期限</th><td>{{ finish_by }}</td></tr>
{% endif %}<tr><th>联系</th><td>{{ contact.unit }}{% if contact.phone %}　{{ contact.phone }}{% endif %}</td></tr>
</table>
<section class="text">
{% if feedback %}<p>{% if sign_by %}请于{{ sign_by }}前签收{% if finish_by %}，{{ finish_by }}前办结{% endif %}。{% else %}{% if finish_by %}请于{{ finish_by }}前办结并反馈。{% endif %}{% endif %}{% if return_by %}不属本单位职责的，{{ return_by }}前写明条文退回。{% endif %}本单不对事实和责任作认定。</p>
<p>逾期没有签收、办结或说明的，依次提醒、催办、报单位负责人和督办。确需延长的，到期前申请。</p>
{% else %}<p>反映问题不影响您申请调解、起诉、信访的权利。对答复有异议、有新的情况，可以凭查询码提出。</p>
{% endif %}</section>
<p class="seal">{{ organ }}（印章）<br>{{ day }}</p>
<section class="keep">
<table class="hands">
<tr><th>经办人</th><td>{{ handler }}</td><th>审核</th><td>　</td><th>签发</th><td>　</td></tr>
</table>
</section>
{% if feedback %}<section class="keep">
<h2>反馈单</h2>
<table>
<tr><th>签收单位</th><td>　</td></tr>
<tr><th>签收人、时间</th><td>　</td></tr>
<tr><th>承办人、电话</th><td>　</td></tr>
<tr><th>办理情况</th><td>　<br>　<br>　</td></tr>
<tr><th>反馈日期</th><td>　</td></tr>
</table>
</section>
{% endif %}
