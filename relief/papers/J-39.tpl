个人信息处理告知书
<p class="to">{% if whom == "adult" %}{{ name|default:"　　　　　　" }}：{% else %}{{ name|default:"　　　　　　" }}的监护人：{% endif %}</p>
<section class="text notice">
<p>一、谁处理：{{ organ }}{% if station_phone %}，电话{{ station_phone }}{% endif %}。</p>
<p>二、为什么：为提供照料、急病救治、身份查询、协助返回和寻亲安置。{% if basis %}依据：{% for one in basis %}{{ one }}{% if not forloop.last %}；{% endif %}{% endfor %}。{% endif %}这是履行法定职责，不以您同意作为吃饭、住宿的条件。</p>
<p>三、哪些信息：姓名、性别、年龄、证件、户籍和住址、亲属、求助经过、随身物品、在站和离站情况。</p>
<p>四、敏感信息：健康状况、行踪、证件号码，以及身份查询确有必要时的照片和指纹{% if whom == "child" %}；不满14周岁的人的全部个人信息都按敏感信息保护{% endif %}。只用于救助和寻亲，加密保存，查看要写明用途并留记录。不采用人脸识别作为登记的唯一方式。</p>
<p>五、会给谁：确有必要时给公安、医院、流出地民政部门和救助站、接您回家的亲属，只给办事需要的部分。不对外公布；寻亲公告只写照片、称呼、性别、大约年龄、体貌、衣着、发现日期和地区，您有权不同意公告。</p>
<p>六、存多久：随救助档案保管，期限按档案管理部门批准的执行。</p>
{% if whom == "adult" %}<p>七、您的权利：查阅、复制、更正自己的信息，依法要求删除，要求说明处理规则，撤回同意、反对公告。不会因此影响救助。</p>
{% else %}<p>七、监护人可以代为查阅、复制、更正，依法要求删除，要求说明处理规则。{% if whom == "child" %}处理不满14周岁未成年人的个人信息另有专门规则：只收必需的，由指定的人查看；除法律、行政法规规定应当提供或者为寻找监护人、保护其安全必需的以外，提供给他人前征得监护人同意。{% endif %}有能力表达的，也向本人说明。监护人暂时没有找到的，先救助，找到后补办告知。</p>
{% endif %}<p>八、找谁问、向谁投诉：本站{% if station_phone %}{{ station_phone }}{% else %}窗口{% endif %}；{{ bureau.name }}{% if bureau.phone %}{{ bureau.phone }}{% endif %}。</p>
</section>
<section class="keep">
<table class="form">
<tr><th>告知日期</th><td>{{ day|default:"　　　　年　　月　　日" }}</td><th>告知人</th><td>{{ handler|default:"　" }}</td></tr>
<tr><th>{% if whom == "adult" %}本人签收{% else %}监护人签收{% endif %}</th><td colspan="3">已收到、听明白。　□不识字，已宣读　□不签收<br>　<br>　　　　　　　　　　　　　　　年　　月　　日</td></tr>
</table>
</section>
