通知函（亲属、流出地）
<p class="to">{{ to|default:"　　　　　　　　　　" }}：</p>
<section class="text">
<p>{{ person.name|default:"　　　　　　" }}（{{ person.sex|default:"　" }}{% if person.aged %}，{{ person.aged }}{% endif %}）现由本站救助，生活平安。{% if accepted %}经贵单位书面接收（{{ accepted }}），本人意愿已听取，转由贵单位{% if mode %}办理{{ mode }}{% endif %}。请{% if soon %}在三日内{% endif %}告知办理结果{% if station_phone %}：{{ station_phone }}{% endif %}。</p>
{% else %}拟离站{% if mode %}，方式：{{ mode }}{% endif %}，去向：{{ destination|default:"　　　　　　　　" }}。预计启程时间：　　　　年　　月　　日　　时，预计到达：　　　　年　　月　　日　　时。</p>
<p>请您（贵单位）届时接站，并提前与本站联系{% if station_phone %}：{{ station_phone }}{% else %}，电话：　　　　　　　　{% endif %}。不能接站的，也请告知。</p>
{% endif %}<p>救助不收任何费用。本函只说明离站安排，请不要转发。</p>
</section>
<p class="seal">{{ organ }}（印章）<br>{{ day|default:"　　　　年　　月　　日" }}</p>
<section class="keep">
<table class="form">
<tr><th>本人意见</th><td>□同意通知　□不同意通知　本人原话：</td></tr>
<tr><th>存根</th><td>通知方式：□电话　□信函　□经流出地民政或公安　时间：　　　　　经办：{{ handler }}</td></tr>
</table>
<p class="small">有家暴、受害或遗弃疑点的，先经流出地民政、公安核实，不告诉本站地址和本人所在。存根留卷，不寄出。</p>
</section>
