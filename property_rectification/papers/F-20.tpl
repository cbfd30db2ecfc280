约谈通知书、约谈记录
{% if not held %}<p class="docno">〔　　　　〕第　　　号</p>
<p class="to">{{ to|default:"　　　　　　　　" }}：</p>
<section class="text">
<p>现就下列事项约谈你单位，请负责人按时参加，并准备书面说明和有关材料。</p>
</section>
{% endif %}<table>
<tr><th>编号</th><td>{{ number }}</td></tr>
{% if held %}<tr><th>被约谈单位</th><td>{{ to|default:"　" }}</td></tr>
{% endif %}<tr><th>事项</th><td>{{ matter }}</td></tr>
<tr><th>位置</th><td>{{ place|default:"　" }}</td></tr>
<tr><th>事由</th><td>{{ reason|default:"　" }}</td></tr>
<tr><th>时间</th><td>{{ at|default:"　　　　年　　月　　日　　时　　分" }}</td></tr>
<tr><th>地点</th><td>{{ where|default:"　" }}</td></tr>
{% if held %}<tr><th>参加人</th><td>{% for one in persons %}{{ one }}{% if not forloop.last %}<br>{% endif %}{% empty %}　<br>　{% endfor %}</td></tr>
{% else %}<tr><th>请参加的人</th><td>你单位负责人、承办人</td></tr>
{% endif %}<tr><th>问题清单</th><td>{% for one in problems %}{{ one }}{% if not forloop.last %}<br>{% endif %}{% empty %}　<br>　<br>　{% endfor %}</td></tr>
{% if held %}<tr><th>被约谈单位<br>的说明</th><td>{% for one in explanation %}{{ one }}{% if not forloop.last %}<br>{% endif %}{% empty %}　<br>　<br>　{% endfor %}</td></tr>
{% endif %}{% if reply_by %}<tr><th>书面反馈</th><td>{{ reply_by }}前</td></tr>
{% endif %}{% if not held %}<tr><th>联系</th><td>{{ contact.unit }}{% if contact.phone %}　{{ contact.phone }}{% endif %}</td></tr>
{% endif %}</table>
{% if held %}<table>
<tr><th>承诺</th><td>谁负责</td><td>哪天前</td></tr>
{% for one in commitments %}<tr><th>{{ one.what }}</th><td>{{ one.owner }}</td><td>{{ one.day }}</td></tr>
{% empty %}<tr><th>没有作出承诺</th><td>　</td><td>　</td></tr>
{% endfor %}</table>
{% endif %}<section class="text">
<p>约谈不对事实和责任作认定。您可以当场或者书面说明情况、提出不同意见、提交材料，不会因此加重处理；约谈不影响您申请行政复议、提起诉讼的权利。{% if not held %}不能按时参加的，请提前说明。{% endif %}</p>
</section>
<section class="keep">
{% if held %}<table>
<tr><th>被约谈单位<br>参加人签名</th><td>　<br>以上记录看过，与所说一致；不一致的地方已经改正。　　　　年　　月　　日</td></tr>
<tr><th>约谈人签名</th><td>　<br>　　　　　　　　　　　　　　年　　月　　日</td></tr>
<tr><th>记录人</th><td>{{ handler|default:"　" }}</td></tr>
<tr><th>拒绝签名的<br>记明原因</th><td>　</td></tr>
</table>
{% endif %}<p class="seal">{{ organ }}（印章）<br>{{ day }}</p>
{% if not held %}<table class="hands">
<tr><th>经办人</th><td>{{ handler }}</td><th>审核</th><td>　</td><th>签发</th><td>　</td></tr>
</table>
{% endif %}</section>
