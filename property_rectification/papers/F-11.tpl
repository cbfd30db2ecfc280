司法确认申请材料清单
<table>
<tr><th>对应事项</th><td>{{ number }}</td></tr>
{% for one in parties %}<tr><th>{{ one.side }}</th><td>{% if one.name %}{{ one.name }}{% else %}（本人填写）{% endif %}</td></tr>
{% endfor %}<tr><th>协议生效</th><td>{{ effective_at }}</td></tr>
</table>
<p>双方可以自协议生效之日起30日内，共同向有管辖权的基层人民法院申请。</p>
<ol>
<li>司法确认申请书（双方签名或盖章）　□</li>
<li>调解协议　□</li>
<li>调解组织主持调解的证明　□</li>
<li>与协议有关的财产权利证明　□</li>
<li>双方身份、资格证明，住所和联系方式　□</li>
<li>委托他人代为申请的，授权委托书和代理人身份证明　□</li>
</ol>
<section class="keep">
<p class="small">确认物权归属的协议不能申请。法院驳回申请的，可以再协商变更协议，或者起诉。</p>
<p class="sign">{{ organ }}<br>{{ printed_at }}</p>
</section>
