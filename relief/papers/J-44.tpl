热线登记表（手写）
<table class="form">
<tr><th>救助管理站</th><td>{{ organ|default:"　" }}</td><th>日期、班次</th><td>　　　年　月　日　　班</td></tr>
</table>
<section class="text notice">
<p>停电、断网时用这张表，任何来电都记。地点和电话有一样就派人；有生命危险的先请对方打120。恢复后在“热线线索”逐条补录，来电时间填这里写的时间。</p>
</section>
<table>
<tr><th>来电时间</th><th>地点</th><th>看到什么</th><th>报告人<br>电话</th><th>紧急</th><th>派谁<br>何时</th><th>补录编号</th></tr>
<tr><td>　<br>　</td><td>　</td><td>　</td><td>　</td><td>□</td><td>　</td><td>　</td></tr>
<tr><td>　<br>　</td><td>　</td><td>　</td><td>　</td><td>□</td><td>　</td><td>　</td></tr>
<tr><td>　<br>　</td><td>　</td><td>　</td><td>　</td><td>□</td><td>　</td><td>　</td></tr>
<tr><td>　<br>　</td><td>　</td><td>　</td><td>　</td><td>□</td><td>　</td><td>　</td></tr>
<tr><td>　<br>　</td><td>　</td><td>　</td><td>　</td><td>□</td><td>　</td><td>　</td></tr>
<tr><td>　<br>　</td><td>　</td><td>　</td><td>　</td><td>□</td><td>　</td><td>　</td></tr>
<tr><td>　<br>　</td><td>　</td><td>　</td><td>　</td><td>□</td><td>　</td><td>　</td></tr>
<tr><td>　<br>　</td><td>　</td><td>　</td><td>　</td><td>□</td><td>　</td><td>　</td></tr>
</table>
<section class="keep">
<table class="form">
<tr><th>接线员</th><td>　</td><th>补录人、时间</th><td>　</td></tr>
</table>
</section>
