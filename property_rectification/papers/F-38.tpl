个人信息告知书
<p>您在反映物业问题时留下了个人信息。现将怎样使用告知如下。</p>
<table>
<tr><th>处理单位</th><td>{{ organ }}</td></tr>
<tr><th>对应事项</th><td>{{ number }}</td></tr>
<tr><th>目的</th><td>登记、核实、办理和答复您反映的事项，办结后回访</td></tr>
<tr><th>方式</th><td>由经办人登记、查看；电话和住址加密保存，页面上遮住，查看要说明用途并留下记录</td></tr>
<tr><th>种类</th><td>{{ kinds|join:"、" }}</td></tr>
<tr><th>提供给谁</th><td>承办本事项的单位，只限办理需要；不提供给被反映方，不对外公开</td></tr>
<tr><th>保存期限</th><td>{{ period|or_unset }}</td></tr>
<tr><th>依据</th><td>{{ basis|or_unset }}</td></tr>
</table>
<section class="keep">
<h2>您的权利</h2>
<p>您可以查阅、复制您的信息；有错的，可以要求更正、补充；目的已实现的，可以要求删除。到综治中心窗口提出。不留姓名和联系方式，也可以反映问题，只是不能回访。</p>
</section>
<section class="keep">
<h2>另外征求您的意见</h2>
<p class="small">以下两项与是否受理无关，不同意不影响办理，同意后可以撤回。</p>
<table>
<tr><td>核实需要时，向被反映方说明是谁反映的</td><td>□同意　□不同意</td></tr>
<tr><td>隐去姓名、地点后，作为典型案例公开办理过程</td><td>□同意　□不同意</td></tr>
</table>
</section>
<table>
<tr><th>告知人</th><td>{{ receiver }}</td></tr>
<tr><th>本人签名</th><td></td></tr>
<tr><th>日期</th><td></td></tr>
</table>
