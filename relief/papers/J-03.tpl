自行离站声明书
<table class="form">
<tr><th>姓名</th><td>{{ person.name|default:"　" }}</td><th>性别、年龄</th><td>{{ person.sex }}{% if person.sex and person.aged %}　{% endif %}{{ person.aged|default:"　" }}</td></tr>
<tr><th>证件类型</th><td>{{ person.id_type|default:"　" }}</td><th>证件号码</th><td>{{ person.id_number|default:"　" }}</td></tr>
<tr><th>离站时间</th><td colspan="3">{{ left_at|default:"　　年　月　日　时　分" }}</td></tr>
<tr><th>去向</th><td colspan="3">{{ destination|default:"　" }}</td></tr>
<tr><th>带走</th><td colspan="3">{% if voucher %}■{% else %}□{% endif %}乘车凭证　{% if food %}■{% else %}□{% endif %}途中食品　□衣物　□其他：</td></tr>
<tr><th>联系方式</th><td colspan="3">□愿意留：　　　　　　　　　　　　　　　　□不留</td></tr>
</table>
<section class="text">
<p>本人自愿离站，已听明风险，物品{% if returned %}{{ returned }}{% else %}　　　{% endif %}件已归还。随时可以再来。</p>
{% if before %}<p>{{ before }}</p>
{% endif %}<p>告知：离站后的食宿、天气和路途风险；没有路费的，可以领取乘车凭证和途中食品；没有签名、物品未清、身份未核实、手续未完的，都不影响离站{% if basis %}（{{ basis }}）{% endif %}。需要帮助，随时再来{% if station_phone %}，或者打{{ station_phone }}，24小时有人接{% endif %}。</p>
</section>
<section class="keep">
<table class="form">
<tr><th>本人签名或指印</th><td>　<br>　<br>　　　　　　　　　　　　　　　　年　　月　　日</td></tr>
<tr><th>没有签名的</th><td>{% if unsigned %}■{{ signature }}{% else %}□拒签　□无法签{% endif %}　原因：<br>　<br>两名工作人员：　　　　　　　　　、　　　　　　　　　</td></tr>
<tr><th>经办人</th><td>{{ handler|default:"　" }}　　　　{{ day }}</td></tr>
</table>
</section>
