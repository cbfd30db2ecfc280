送达回证
<table>
<tr><th>送达的文书</th><td colspan="3">{% for one in papers %}{{ one }}{% if not forloop.last %}<br>{% endif %}{% empty %}　{% endfor %}</td></tr>
<tr><th>事由</th><td colspan="3">{{ matter }}（{{ number }}）</td></tr>
<tr><th>受送达人</th><td colspan="3">{{ addressee|default:"　" }}</td></tr>
<tr><th>送达地点</th><td colspan="3">　</td></tr>
<tr><th>送达方式</th><td>{{ mode|default:"□直接　□留置　□邮寄　□电子（有确认书）　□公告" }}</td><th>送达时间</th><td>{{ served_at|default:"　　年　月　日　时　分" }}</td></tr>
{% if answer %}<tr><th>答复</th><td colspan="3">{{ answer }}{% for one in reasons %}<br>{{ one }}{% endfor %}{% for one in remedies %}<br>您还可以：{{ one }}{% endfor %}</td></tr>
{% endif %}</table>
<table>
<tr><th>受送达人<br>签名或盖章</th><td>　<br>　<br>　　　　　　　　　　　　　　年　　月　　日　　时</td></tr>
<tr><th>代收人<br>与受送达人关系</th><td>　<br>　</td></tr>
<tr><th>拒收的事由<br>和日期</th><td>　<br>　</td></tr>
<tr><th>见证人签名<br>单位或身份</th><td>　<br>　</td></tr>
<tr><th>送达人签名</th><td>　<br>　</td></tr>
<tr><th>备注</th><td>　</td></tr>
</table>
<section class="keep">
<table class="hands">
<tr><th>经办人</th><td>{{ handler }}</td><th>审核</th><td>　</td><th>签发</th><td>　</td></tr>
</table>
<p class="small">受送达人签收不表示同意文书的内容，不影响陈述、申辩、申请复议和起诉的权利。受送达人拒收的，记明事由和日期，由送达人、见证人签名。</p>
<p class="sign">{{ organ }}（印章）</p>
</section>
