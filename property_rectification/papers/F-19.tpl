挂牌督办通知书、摘牌通知
<p class="docno">{{ document|default:"〔　　　　〕第　　　号" }}</p>
<p class="to">{{ to|default:"　　　　　　　　" }}：</p>
<section class="text">
{% if placing %}<p>经研究，决定对下列事项挂牌督办。请你单位按要求办理。</p>
{% else %}<p>下列事项已达到摘牌条件，自本通知之日起摘牌。{% if since %}该事项自{{ since }}起挂牌督办。{% endif %}</p>
{% endif %}</section>
<table>
<tr><th>编号</th><td>{{ number }}</td></tr>
<tr><th>事项</th><td>{{ matter }}</td></tr>
<tr><th>位置</th><td>{{ place|default:"　" }}</td></tr>
<tr><th>级别</th><td>{{ level|default:"　" }}</td></tr>
{% if placing %}<tr><th>挂牌理由</th><td>{% for one in reason %}{{ one }}{% if not forloop.last %}<br>{% endif %}{% empty %}　{% endfor %}</td></tr>
<tr><th>要求</th><td>{% for one in requirement %}{{ one }}{% if not forloop.last %}<br>{% endif %}{% empty %}依法核查，听取双方意见，在期限内办结并书面答复反映人。{% endfor %}</td></tr>
<tr><th>期限</th><td>{{ deadline|default:"　" }}</td></tr>
<tr><th>责任领导</th><td>{{ leader|default:"　" }}</td></tr>
<tr><th>报送</th><td>每周五12:00前报进展，到摘牌为止</td></tr>
{% else %}<tr><th>办理结果</th><td>{{ result|default:"　" }}</td></tr>
<tr><th>责任领导</th><td>{{ leader|default:"　" }}</td></tr>
<tr><th>摘牌意见</th><td>{% for one in reason %}{{ one }}{% if not forloop.last %}<br>{% endif %}{% empty %}　{% endfor %}</td></tr>
{% endif %}<tr><th>联系</th><td>{{ contact.unit }}{% if contact.phone %}　{{ contact.phone }}{% endif %}</td></tr>
</table>
<section class="text">
{% if placing %}<p>督办只定期限和要求，不对事实和责任作认定，不改变法定的办理程序。你单位对督办有不同意见的，可以书面说明理由，期间照常办理。</p>
{% else %}<p>摘牌后进行回头看。问题重现的重新整改，反映人可以再次反映。</p>
{% endif %}<p>本通知不影响有关各方申请调解、行政复议、诉讼和信访的权利。</p>
</section>
<p class="seal">{{ organ }}（印章）<br>{{ day }}</p>
<section class="keep">
<table class="hands">
<tr><th>经办人</th><td>{{ handler }}</td><th>审核</th><td>　</td><th>签发</th><td>　</td></tr>
</table>
</section>
