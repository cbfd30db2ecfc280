责令限期整改通知书
<p class="docno">〔　　　　〕第　　　号</p>
<p class="to">{{ addressee|default:"　　　　　　　　" }}：</p>
<section class="text">
<p>经查，{% if place %}在{{ place }}，{% endif %}关于{{ matter }}，查明下列事实：</p>
{% for one in facts %}<p>{{ one }}</p>
{% empty %}<p>　</p>
{% endfor %}<p>以上事实有{% for one in evidence %}{{ one }}{% if not forloop.last %}、{% endif %}{% empty %}　　　{% endfor %}为证。</p>
<p>依据{% for one in basis %}{{ one }}{% if not forloop.last %}、{% endif %}{% empty %}{{ basis|join:""|or_unset }}{% endfor %}，责令按下列要求整改：</p>
{% for one in requirement %}<p>{{ one }}</p>
{% empty %}<p>　</p>
{% endfor %}{% if amount %}<p>涉及金额：{{ amount }}。</p>
{% endif %}<p>整改期限：{% if deadline %}{{ deadline }}{% else %}按上述要求写明的时间{% endif %}。</p>
<p>整改完成后，请在期限内向{{ contact.unit }}书面报告，并附整改前后的照片或凭证，由验收组核验。{% if contact.phone %}联系电话：{{ contact.phone }}。{% endif %}</p>
<p>您有权陈述和申辩，不会因此加重处理。{% if administrative %}不服本通知的，可以自收到之日起60日内申请行政复议，或者6个月内提起行政诉讼。{% endif %}</p>
</section>
<p class="seal">{{ organ }}（印章）<br>{{ day }}</p>
<section class="keep">
<table class="hands">
<tr><th>经办人</th><td>{{ handler }}</td><th>审核</th><td>　</td><th>签发</th><td>　</td></tr>
</table>
<p class="small">本通知书一式两份，一份送达，一份附卷。送达情况见送达回证。</p>
</section>
