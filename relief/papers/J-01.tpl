求助登记表
<table class="form">
<tr><th>到站时间</th><td>{{ arrived_at|default:"　　年　月　日　时　分" }}</td><th>来站方式</th><td>{{ arrival_mode|default:"　" }}</td></tr>
<tr><th>护送单位、人员</th><td>{{ brought_by|default:"　" }}</td><th>电话</th><td>　</td></tr>
<tr><th>姓名</th><td>{{ person.name|default:"　" }}{% if person.name_from %}<br><span class="small">（{{ person.name_from }}）</span>{% endif %}</td><th>性别</th><td>{{ person.sex|default:"　" }}</td></tr>
<tr><th>出生日期、年龄</th><td>{{ person.born }}{% if person.born and person.aged %}　{% endif %}{{ person.aged|default:"　" }}</td><th>民族</th><td>{{ ethnic|default:"　" }}</td></tr>
<tr><th>证件类型</th><td>{{ person.id_type|default:"　" }}</td><th>证件号码</th><td>{{ person.id_number|default:"　" }}</td></tr>
<tr><th>户籍地</th><td colspan="3">{{ household|default:"　" }}</td></tr>
<tr><th>住所地</th><td colspan="3">{{ residence|default:"　" }}</td></tr>
<tr><th>工作单位、电话</th><td>{{ work|default:"　" }}</td><th>文化程度</th><td>{{ education|default:"　" }}</td></tr>
<tr><th>低保、特困</th><td>{{ benefit|default:"□低保　□特困　□否　□不清楚" }}</td><th>行为能力</th><td>{{ capacity|default:"　" }}</td></tr>
<tr><th>口音、特征</th><td colspan="3">{{ person.accent }}{% if person.accent and person.features %}　{% endif %}{{ person.features|default:"　" }}</td></tr>
<tr><th>求助的原因、<br>时间和经过</th><td colspan="3">{% if cause %}{{ cause }}。<br>{% endif %}{% for one in request %}{{ one }}<br>{% endfor %}{% for one in course %}{{ one }}<br>{% endfor %}{% if not request and not course %}　<br>　<br>　{% endif %}</td></tr>
<tr><th>求助需求</th><td colspan="3">{% for one in needs %}{{ one }}{% if not forloop.last %}、{% endif %}{% empty %}□食　□宿　□医　□联系亲属　□返乡　□寻亲　□其他：{% endfor %}</td></tr>
<tr><th>近亲属</th><td colspan="3">{% for one in relatives %}{{ one.name }}　{{ one.relation }}　{{ one.phone }}　{{ one.address }}{% if not forloop.last %}<br>{% endif %}{% empty %}姓名　　　　　　关系　　　　　电话　　　　　　　住址<br>姓名　　　　　　关系　　　　　电话　　　　　　　住址{% endfor %}</td></tr>
<tr><th>安检和随身物品</th><td colspan="3">{% for one in check %}{{ one }}{% if not forloop.last %}<br>{% endif %}{% empty %}　<br>　{% endfor %}{% if prohibited %}<br>违禁物品：{% for one in prohibited %}{{ one }}{% endfor %}{% endif %}<br><span class="small">证件、现金、手机由本人自持；寄存的另列清单，离站时归还。</span></td></tr>
<tr><th>身体和精神检视</th><td colspan="3">{% if health %}{{ health }}。{% endif %}{% for one in look %}{{ one }}{% if not forloop.last %}<br>{% endif %}{% empty %}　<br>　{% endfor %}</td></tr>
<tr><th>照片、指纹</th><td colspan="3">□已采集照片　□已采集指纹　□没有采集，原因：</td></tr>
</table>
<section class="keep">
<table class="form">
<tr><th>告知事项</th><td>救助自愿、免费，不要求劳动，可以随时离站；可以向县民政局投诉；怎样使用个人信息，见告知书。{% if basis %}依据：{{ basis }}。{% endif %}<br>告知时间：{{ told_at|default:"　　年　月　日　时　分" }}　所用语言：{{ language|default:"　　　　" }}</td></tr>
<tr><th>本人签名或指印</th><td>以上情况是我说的，或者向我宣读过。<br>{% if signed %}{{ signed.how }}　{{ signed.at }}{% else %}　<br>　　　　　　　　　　　　　　　　年　　月　　日{% endif %}</td></tr>
<tr><th>代填、没有签名的</th><td>{% if signed.proxy or signed.witnesses %}原因：{{ signed.proxy|default:signed.how }}<br>两名见证人：{{ signed.witnesses|default:"　　　　　　　　　、　　　　　　　　　" }}{% else %}原因：□不识字　□无法表述　□拒签　□其他：<br>两名见证人：　　　　　　　　　、　　　　　　　　　{% endif %}</td></tr>
</table>
</section>
<section class="keep">
<table class="form">
<tr><th>甄别意见</th><td>{% if tests %}{% for one in tests %}{{ one }}{% if not forloop.last %}；{% endif %}{% endfor %}。<br>{% endif %}{% for one in review %}{{ one }}{% if not forloop.last %}<br>{% endif %}{% empty %}　<br>　{% endfor %}</td></tr>
<tr><th>值班领导意见</th><td>{% if countersigned %}同意入站：{{ countersigned }}{% else %}　<br>　{% endif %}</td></tr>
<tr><th>入站时间</th><td>{{ admitted_at|default:"　　年　月　日　时　分" }}</td></tr>
<tr><th>登记人</th><td>{{ handler|default:"　" }}　　签名：</td></tr>
</table>
</section>
