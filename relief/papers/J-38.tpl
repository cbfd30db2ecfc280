投诉登记与答复
<table class="form">
<tr><th>投诉编号</th><td>{{ complaint_no|default:"　" }}</td><th>收到时间</th><td>{{ received_at|default:"　　年　月　日　时　分" }}</td></tr>
<tr><th>谁投诉</th><td>{{ complainant|default:"□本人　□亲属　□群众　□工作人员　□不署名" }}</td><th>姓名、联系方式</th><td>{{ name|default:"（可以不写）" }}{% if contact %}　{{ contact }}{% endif %}</td></tr>
<tr><th>关于</th><td>{{ matter|default:"　" }}</td><th>提出方式</th><td>{{ way|default:"　" }}</td></tr>
<tr><th>投诉内容</th><td colspan="3">{% for one in content %}{{ one }}{% if not forloop.last %}<br>{% endif %}{% empty %}　<br>　<br>　<br>　<br>　{% endfor %}</td></tr>
<tr><th>受理告知</th><td colspan="3">{{ acknowledged|default:"　　年　月　日　方式：" }}</td></tr>
<tr><th>调查情况</th><td colspan="3">{% for one in findings %}{{ one }}{% if not forloop.last %}<br>{% endif %}{% empty %}　<br>　<br>　{% endfor %}</td></tr>
<tr><th>结论</th><td>{{ conclusion|default:"　" }}</td><th>立即给予救助</th><td>{% if relief_ordered %}■{% else %}□{% endif %}已责令救助站</td></tr>
<tr><th>处理措施</th><td colspan="3">{% for one in measures %}{{ one }}{% if not forloop.last %}<br>{% endif %}{% empty %}　<br>　{% endfor %}</td></tr>
<tr><th>办理人</th><td>{{ handler|default:"　" }}　签名：</td><th>日期</th><td>{{ day|default:"　　年　月　日" }}</td></tr>
</table>
<p class="small">本页由民政局留存，不转被投诉的单位和人员。收到后2个工作日内告知受理，15个工作日内答复。</p>
<div class="new-page"></div>
<h2 class="title">投诉答复</h2>
<p class="to">{{ name|default:"投诉人" }}：</p>
<section class="text notice">
<p>您于{{ received_at|default:"　　　　年　　月　　日" }}提出的投诉（{{ complaint_no|default:"　　　　　　　　" }}）已经查完。</p>
<p>结论：{{ conclusion|default:"　　　　　　" }}。</p>
{% for one in answer %}<p>{{ one }}</p>
{% empty %}<p>　</p>
<p>　</p>
{% endfor %}{% if relief_ordered %}<p>已责令救助站立即给予救助。</p>
{% endif %}<p>您对答复不满意的，可以向上一级民政部门反映{% if basis %}；对不予救助、终止救助的决定不服的，可以依法申请行政复议或者提起行政诉讼（{{ basis }}）{% endif %}。</p>
</section>
<p class="seal">{{ organ }}（印章）<br>{{ day|default:"　　　　年　　月　　日" }}</p>
