回头看记录表
<table>
<tr><th>编号</th><td>{{ number }}</td></tr>
<tr><th>事项</th><td>{{ matter }}</td></tr>
<tr><th>位置</th><td>{{ place|default:"　" }}</td></tr>
<tr><th>承办单位</th><td>{{ unit|default:"　" }}</td></tr>
<tr><th>销号日期</th><td>{{ closed|default:"　" }}</td></tr>
<tr><th>第几次</th><td>{{ stage|default:"　" }}</td></tr>
<tr><th>回看日期</th><td>{{ visited_on|default:"　　　　年　　月　　日" }}</td></tr>
<tr><th>方式</th><td>{{ method|default:"□现场　□电话　□视频" }}</td></tr>
<tr><th>整改是否保持</th><td>{{ result|default:"□保持　□问题重现　□尚不清楚" }}</td></tr>
<tr><th>看到的情况</th><td>{% for one in note %}{{ one }}{% if not forloop.last %}<br>{% endif %}{% empty %}　<br>　<br>　{% endfor %}</td></tr>
<tr><th>新的情况、<br>是否反弹</th><td>　<br>　</td></tr>
</table>
<section class="keep">
<table>
<tr><th>回看人签名</th><td>{{ handler|default:"　" }}<br>　</td></tr>
<tr><th>业主或居委会<br>在场人签名</th><td>　<br>　</td></tr>
</table>
<p class="small">问题重现的，反映人可以再次反映，按反弹重新整改，不影响申请调解、起诉、信访的权利。</p>
<p class="seal">{{ organ|default:"　　　　　　　　" }}（印章）<br>{{ day }}</p>
</section>
