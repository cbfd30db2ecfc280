核查、陈述申辩笔录
<table>
<tr><th>事由</th><td colspan="3">{{ matter }}（{{ number }}）</td></tr>
<tr><th>时间</th><td>{{ at|default:"　　年　月　日　时　分至　时　分" }}</td><th>方式</th><td>{{ mode|default:"　" }}</td></tr>
<tr><th>地点</th><td colspan="3">{{ place|default:"　" }}</td></tr>
<tr><th>核查人员</th><td colspan="3">{{ handler }}　　证件号　　　　　　　　　<br>　　　　　　证件号　　　　　　　　　</td></tr>
<tr><th>{% if spoken %}陈述人{% else %}在场人{% endif %}</th><td>{{ speaker|default:"　" }}</td><th>身份</th><td>{{ side|default:"　" }}</td></tr>
</table>
<section class="text">
<p>告知：核查人员不少于两人，已出示证件。您有权陈述和申辩，不会因此加重处理；核查人员与本事项有利害关系的，您有权要求回避。请如实说明情况、提供材料。需要翻译或者不能阅读的，可以要求翻译或者宣读。</p>
<p>您听清楚了吗，是否要求回避？　答：　　　　　　　　　　　</p>
{% if spoken %}{% for one in content %}<p>{{ one }}</p>
{% empty %}<p>　</p><p>　</p>
{% endfor %}{% else %}<p>核查情况（时间、位置、看到的情况、取得的材料）：</p>
<p>　</p><p>　</p><p>　</p><p>　</p><p>　</p>
<p>在场人的说明：</p>
<p>　</p><p>　</p><p>　</p>
{% endif %}<p>以上笔录我看过（向我宣读过），与我说的一致。要改的地方已经改正，并在改动处签名。</p>
</section>
<section class="keep">
<table>
<tr><th>{% if spoken %}陈述人{% else %}在场人{% endif %}签名</th><td>　<br>　　　　　　　　　　　　年　　月　　日</td></tr>
<tr><th>核查人员签名</th><td>　<br>　　　　　　　　　　　　年　　月　　日</td></tr>
<tr><th>拒绝签名的<br>记明原因</th><td>　<br>　</td></tr>
</table>
</section>
<div class="eachpage">本页签名　{% if spoken %}陈述人{% else %}在场人{% endif %}：　　　　　　　　　核查人员：　　　　　　　　、　　　　　　　　</div>
