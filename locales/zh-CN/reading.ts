import { readingGeo } from './reading-geo.ts';
import { readingRecords } from './reading-records.ts';

export const reading = {
  ...readingGeo,
  ...readingRecords,
  'reading.refusal.empty-file': '文件是空的，里面没有任何文字。请确认导出成功后重新上传。',
  'reading.refusal.file-bytes':
    '文件有 {size, number} 字节，超过上限 {limit, number} 字节。请按年份或地区拆成几个文件，分别上传。',
  'reading.refusal.format':
    '这是{format, select, xls {旧版 Excel（.xls）} xlsb {Excel 二进制工作簿（.xlsb）} ods {ODS 表格} json {JSON} xml {XML} parquet {Parquet} sqlite {SQLite 或 GeoPackage} pdf {PDF} gzip {gzip 压缩包} zip {ZIP 压缩包} numbers {苹果 Numbers 表格} tar {tar 归档} rar {RAR 压缩包} sevenZip {7z 压缩包} shapefile {Shapefile} ics {日历} image {图片} docx {Word 文档} pptx {演示文稿} odt {ODT 文档} odp {ODP 演示文稿} odg {ODG 图} doc {旧版 Word 文档} ppt {旧版演示文稿} msi {安装程序} msg {邮件} visio {Visio 图} hwp {HWP 文档} thumbs {缩略图缓存} ole {旧版 Office 容器} other {另一种}}文件，目前还读不了。请另存为 CSV 或 XLSX 后重新上传。',
  'reading.refusal.html-table':
    '这其实是一个网页（HTML），里面没有数据表，多半是登录页或出错页。请重新登录原系统，导出为 XLSX 或 CSV 后上传。',
  'reading.refusal.old-workbook-bytes':
    '旧版 Excel（.xls）里的数据有 {size, number} 字节，超过上限 {limit, number} 字节。请另存为 XLSX 后重新上传。',
  'reading.refusal.binary': '这不是文字，也不是认得的表格文件。请从原系统重新导出为 CSV 或 XLSX。',
  'reading.refusal.encrypted-workbook':
    '工作簿设了打开密码，读不出来。请在 Excel 或 WPS 里取消密码，保存后重新上传。',
  'reading.refusal.mixed-encodings':
    '文件里混用了两种文字编码：从第 {row} 行起与前面不同。多半是把两个文件拼在了一起，请分开上传，或统一另存为 UTF-8。',
  'reading.refusal.undecodable-bytes':
    '第 {row} 行（文件第 {byte, number} 字节）有无法解码的字节（按 {encoding} 读），多半是一个字被截断，或文件没有传完。请从原系统重新导出；也可以自己选定编码，读不出的字会显示为 �。',
  'reading.refusal.undecodable-encoding':
    '文字编码是 {encoding}，这里认得出但读不了。请在原系统或文本编辑器里另存为 UTF-8 后重新上传。',
  'reading.refusal.unknown-encoding': '不认识编码“{encoding}”。请从列出的编码里选一个。',
  'reading.refusal.cell-too-long':
    '第 {row} 行第 {column} 列的一格超过 {limit, number} 个字符。可能是分隔符选错、引号没有成对，或整个文件没有换行；请检查这一处。',
  'reading.refusal.too-many-columns':
    '第 {row} 行超过 {limit, number} 列。请检查分隔符，或把表转成“一行一条记录”的长表。',
  'reading.refusal.too-many-tables':
    '工作簿有 {count, number} 张表，超过上限 {limit, number} 张。请拆成几个文件。',
  'reading.refusal.no-such-table': '没有第 {number} 张表，一共 {count} 张。',
  'reading.refusal.no-tables': '工作簿里没有可读的表。',
  'reading.refusal.damaged-workbook':
    '工作簿或压缩包已损坏，读到“{part}”时出错。请用 Excel 或 WPS 打开并另存一份，再重新上传。',
  'reading.refusal.workbook-doctype':
    '工作簿的“{part}”里带有实体声明（DOCTYPE），正常的表格不会有，为安全起见不读。请用 Excel 或 WPS 另存一份。',
  'reading.refusal.archive-entries':
    '压缩包里有 {count, number} 个文件，超过上限 {limit, number} 个。请只留下要上传的表。',
  'reading.refusal.unsafe-archive': '压缩包里有指向包外的路径，正常的文件不会有，为安全起见不读。',
  'reading.refusal.memory': '读取时用的内存超过上限 {limit, number} MB。请拆成几个文件，分别上传。',
  'reading.refusal.time': '读取超过了 {limit, number} 秒。请拆成几个文件，分别上传。',
  'reading.refusal.expansion':
    '“{part}”解压后大得不正常（超过 {limit, number} 倍或上限），像是压缩炸弹，已停止读取。请另存为 CSV 后上传。',
  'reading.refusal.shared-texts': '工作簿里的文字超过 {limit, number} 个字符。请另存为 CSV 后上传。',

  'reading.warning.preamble-rows.message': '开头 {count} 行是标题或说明，不当作数据。',
  'reading.warning.preamble-rows.remedy': '如果它们是数据，请把这些行的标签改成“数据”。',
  'reading.warning.no-header.message': '没有看到表头，字段先叫 column_1、column_2……',
  'reading.warning.no-header.remedy': '请给字段起名；如果有一行是表头，请把它的标签改成“表头”。',
  'reading.warning.empty-label.message': '第 {column} 列没有表头，先叫 {name}。',
  'reading.warning.empty-label.remedy': '请给这个字段起名。',
  'reading.warning.repeated-label.message': '表头“{label}”重复，后一个改叫 {name}。',
  'reading.warning.repeated-label.remedy': '请确认是不是同一个字段，并改成能区分的名字。',
  'reading.warning.several-tables.message':
    '文件里上下排着 {count} 张表，这里读的是其中一张（其余从第 {rows} 行开始）。',
  'reading.warning.several-tables.remedy': '请选择要用的那张表；其余的表另作数据集读入。',
  'reading.warning.sheet-tables.message':
    '工作表“{name}”上不止一张表，一共 {count} 张，这里读的是其中一张；其余是：{others}。',
  'reading.warning.sheet-tables.remedy': '请选择要用的那张表；其余的表另作数据集读入。',
  'reading.warning.tables-beside.message':
    '文件里并排放着几张表，一共 {count} 张，这里读的是其中一张（其余从 {cells} 开始，列照表格软件的字母）。',
  'reading.warning.tables-beside.remedy': '请选择要用的那张表；其余的表另作数据集读入。',
  'reading.warning.blank-rows.message': '数据中间有 {count} 个空行，没有读入（第 {rows} 行）。',
  'reading.warning.blank-rows.remedy': '不需要处理；如果空行隔开了两张表，请拆成两个文件。',
  'reading.warning.short-rows.message': '{count} 行不足 {width} 列，缺的格当作空值（第 {rows} 行）。',
  'reading.warning.short-rows.remedy': '请核对这些行是不是少了内容或断成了两行。',
  'reading.warning.long-rows.message':
    '{count} 行多于 {width} 列，多出的内容放进了新增的列（第 {rows} 行）。',
  'reading.warning.long-rows.remedy': '多半是格子里的逗号没有加引号。请改正这些行，或不读它们。',
  'reading.warning.subtotal-rows.message': '有 {count} 行像是小计或合计，仍当作数据读入（第 {rows} 行）。',
  'reading.warning.subtotal-rows.remedy':
    '把它们和明细一起加总会重复计算；不需要时，请在校正页选“不读小计行”。',
  'reading.warning.left-out-rows.message': '按你的选择，{count} 行没有读入（第 {rows} 行）。',
  'reading.warning.left-out-rows.remedy': '要恢复，请在左边把这些行改回“数据”。',
  'reading.warning.footer-rows.message': '末尾 {count} 行是注释，不当作数据。',
  'reading.warning.footer-rows.remedy': '如果它们是数据，请把这些行的标签改成“数据”。',
  'reading.warning.does-not-fit.message':
    '“{name}”里有 {count} 个值和其他的不同类，如第 {row} 行“{value}”，所以整列按文本读，一个值也不丢。',
  'reading.warning.does-not-fit.remedy': '请改正这些值；或选定类型，不合的值设为空值并列出。',
  'reading.warning.ambiguous-dates.message': '“{name}”里的日期看不出先日后月还是先月后日，按文本读。',
  'reading.warning.ambiguous-dates.remedy': '请改成 2024-02-09 这样的写法，或选定类型为日期（按先日后月）。',
  'reading.warning.contradictory-dates.message': '“{name}”里有的日期先日后月，有的先月后日，按文本读。',
  'reading.warning.contradictory-dates.remedy': '请统一改成 2024-02-09 这样的写法。',
  'reading.warning.mixed-units.message': '“{name}”里混用了不同的单位，如第 {row} 行“{value}”，按文本读。',
  'reading.warning.mixed-units.remedy': '请换算成同一个单位，并把单位写进字段名或说明。',
  'reading.warning.partial-units.message':
    '“{name}”里有的值带单位、有的不带，如第 {row} 行“{value}”，按文本读。',
  'reading.warning.partial-units.remedy': '请统一写法；带不带单位数值一样时，可以直接选定类型。',
  'reading.warning.table-unit.message':
    '表上方写着“单位：{unit}”，{count} 个没有另写单位的数值字段都按它标注，数值不变。',
  'reading.warning.table-unit.remedy': '如果有字段不是这个单位，请在字段表里改。',
  'reading.warning.negative-brackets.message':
    '“{name}”里有 {count} 个数写在括号里，如第 {row} 行，按会计的写法当作负数。',
  'reading.warning.negative-brackets.remedy': '如果括号另有含义，请把这一列改为文本。',
  'reading.warning.contradictory-brackets.message':
    '“{name}”里有的负数写在括号里、有的带负号，如第 {row} 行“{value}”，按文本读。',
  'reading.warning.contradictory-brackets.remedy': '请统一负数的写法；都是负数时，可以直接选定类型。',
  'reading.warning.unfit-values.message': '“{name}”里有 {count} 个值不合选定的类型，设为空值。',
  'reading.warning.unfit-values.remedy': '请在原文件里改正，或改回文本。',
  'reading.warning.missing-markers.message': '“{name}”里有 {count} 格写着 {markers}，当作空值。',
  'reading.warning.missing-markers.remedy': '如果它们另有含义，请把这一列改为文本。',
  'reading.warning.name-differs.message':
    '文件名以 .{ending} 结尾，内容却是{content, select, json {JSON} ndjson {NDJSON} xml {XML} parquet {Parquet} other {分隔文本}}，已按内容读。',
  'reading.warning.name-differs.remedy':
    '不影响读取；建议把文件名改成 .{content, select, json {json} ndjson {ndjson} xml {xml} parquet {parquet} other {csv}}。',
  'reading.warning.repeated-mark.message': '开头的字节顺序标记（BOM）出现了 {count} 次，多余的已略过。',
  'reading.warning.repeated-mark.remedy': '不需要处理。',
  'reading.warning.encoding-guessed.message': '文字太少，编码按 {encoding} 猜测。',
  'reading.warning.encoding-guessed.remedy': '请看几行文字对不对，不对就换一种编码。',
  'reading.warning.mojibake.message':
    '第 {row} 行的“{seen}”像是乱码：UTF-8 的文字曾被当作 {as} 打开，又保存了一遍，原来大约是“{meant}”。',
  'reading.warning.mojibake.remedy':
    '请从原系统重新导出，打开时选 UTF-8。这份文件里有的字已经丢失，换编码也救不回来。',
  'reading.warning.nul-characters.message': '有 {count} 个看不见的空字符（NUL），已去掉。',
  'reading.warning.nul-characters.remedy': '请核对导出程序；数据本身不受影响。',
  'reading.warning.replacement-characters.message': '文件里有 {count} 个“�”，是以前转换编码时丢失的字。',
  'reading.warning.replacement-characters.remedy': '丢失的字找不回来，请从原系统重新导出。',
  'reading.warning.unclosed-quote.message': '第 {row} 行第 {column} 列的引号没有成对，已当作普通字符。',
  'reading.warning.unclosed-quote.remedy': '请补上或删掉这个引号。',
  'reading.warning.stray-quotes.message': '有 {count} 个引号夹在文字中间，按原样保留（首处第 {row} 行）。',
  'reading.warning.stray-quotes.remedy': '请看一眼这些行分列是否正确。',
  'reading.warning.mixed-newlines.message':
    '换行写法不统一（LF {lf}、CRLF {crlf}、CR {cr}），已一律当作换行。',
  'reading.warning.mixed-newlines.remedy': '不需要处理。',
  'reading.warning.html-table.message':
    '这其实是一个网页（HTML），只是名字像表格；读的是其中格子最多的一张表，格子按网页上显示的文字读。',
  'reading.warning.html-table.remedy':
    '请核对几行：网页里的长编码和小数可能已经不全。最好从原系统导出 XLSX 或 CSV。',
  'reading.warning.hidden-table.message': '有隐藏的表“{name}”。',
  'reading.warning.hidden-table.remedy': '上传前请确认里面没有不该公开的内容；原始文件会原样保存。',
  'reading.warning.hidden-columns.message': '第 {columns} 列在工作簿里是隐藏的，也一并读入。',
  'reading.warning.hidden-columns.remedy': '如果不该公开，请删去这些列后重新上传。',
  'reading.warning.hidden-rows.message': '有 {count} 行在工作簿里是隐藏的，也一并读入（第 {rows} 行）。',
  'reading.warning.hidden-rows.remedy': '如果不该公开，请删去这些行后重新上传。',
  'reading.warning.more-tables.message': '文件里有 {count} 张表，现在读的是第 {table} 张“{name}”。',
  'reading.warning.more-tables.remedy': '要读别的表，请选它；每张表可以各成一个数据集。',
  'reading.warning.merged-cells.message':
    '数据里有 {count} 处合并单元格，合并范围内都填上了同一个值（首处第 {row} 行）。',
  'reading.warning.merged-cells.remedy': '如果只应填一格，请在原文件里取消合并。',
  'reading.warning.formula-without-value.message':
    '有 {count} 个公式没有保存计算结果，当作空值（首处第 {row} 行）。',
  'reading.warning.formula-without-value.remedy': '请用 Excel 或 WPS 打开、重新计算并保存后再上传。',
  'reading.warning.formula-errors.message': '有 {count} 格是公式错误，如“{value}”（首处第 {row} 行）。',
  'reading.warning.formula-errors.remedy': '请改正公式后重新上传。',

  'reading.why.all-integers': '每个值都是整数',
  'reading.why.all-integers-unit': '每个值都是以“{unit}”为单位的整数',
  'reading.why.all-decimals': '每个值都是数，小数最多 {scale} 位，原样保留',
  'reading.why.all-decimals-unit': '每个值都是以“{unit}”为单位的数，小数最多 {scale} 位',
  'reading.why.all-integers-stated-unit': '每个值都是整数，单位“{unit}”取自表头或表题，数值照原样',
  'reading.why.all-decimals-stated-unit':
    '每个值都是数，小数最多 {scale} 位，单位“{unit}”取自表头或表题，数值照原样',
  'reading.why.contradictory-brackets': '有的负数写在括号里、有的带负号，如第 {row} 行“{value}”',
  'reading.why.all-integers-format-unit': '每个值都是整数，单位“{unit}”取自单元格格式',
  'reading.why.all-decimals-format-unit': '每个值都是数，小数最多 {scale} 位，单位“{unit}”取自单元格格式',
  'reading.why.all-booleans': '每个值都是“是”或“否”',
  'reading.why.all-dates': '每个值都是日期',
  'reading.why.all-datetimes': '每个值都是日期加时间',
  'reading.why.all-times': '每个值都是时间',
  'reading.why.compact-dates': '每个值都是 8 位或 14 位数字的日期，表头也说是日期',
  'reading.why.all-text': '文字',
  'reading.why.mixed-kinds': '值有几类，没有一种类型能装下全部',
  'reading.why.no-values': '整列为空',
  'reading.why.only-markers': '只有表示“没有”的记号',
  'reading.why.long-codes': '像编码：数字超过 15 位，如第 {row} 行“{value}”',
  'reading.why.leading-zeros': '像编码：以 0 开头，如第 {row} 行“{value}”',
  'reading.why.too-many-digits': '数字超过 38 位，放不进小数类型',
  'reading.why.does-not-fit': '{count} 个值不合，如第 {row} 行“{value}”',
  'reading.why.ambiguous-dates': '看不出先日后月还是先月后日',
  'reading.why.contradictory-dates': '日期写法互相矛盾',
  'reading.why.mixed-units': '单位不一，如第 {row} 行“{value}”',
  'reading.why.partial-units': '有的带单位有的不带，如第 {row} 行“{value}”',
  'reading.why.declared': '文件本身写明了这个类型。',
  'reading.why.chosen': '由人选定',

  'reading.doubt.chosen-text':
    '“{name}”照你的选择保留原文本；按{type}读的话，{count, plural, =0 {每个值都合} other {有#个值不合}}。',
  'reading.doubt.subheadings':
    '数据里有 {count, number} 行只有一格有字（如第 {row} 行），像是分组的小标题，不是一条记录。',
  'reading.doubt.subtotals':
    '数据里有 {count, number} 行小计或合计（如第 {row} 行），和别的行加在一起会重复计算。',
  'reading.carry.format': '文件格式变了：上次是 {before}，这次是 {now}，表头和数据重新识别。',
  'reading.carry.table': '上次读的是第 {number} 张表，这个文件里没有，改读自动选的那张。',
  'reading.carry.footer': '上次末尾 {before} 行是附注，这次看到 {now} 行，照这次的。',
  'reading.carry.frame': '照上次的表头行数或编码读，字段对不上，已重新识别。',
  'reading.carry.columns-gone': '上次有、这次没有的列：{names}。请核对是不是导出漏了。',
  'reading.carry.columns-new': '这次新出现的列：{names}。',
  'reading.carry.coordinates': '坐标系照上次选的 {before} 读，这个文件自己说是 {now}，请核对。',
  'reading.carry.type': '“{name}”上次是{type}，这次有 {count, number} 个值不合，先按文本读，请在下面选定。',
} as const;
