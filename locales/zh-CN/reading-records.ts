/** What there is to say of files whose records are not lines: JSON, XML, Parquet, and of what is packed. */
export const readingRecords = {
  'reading.refusal.json-cut':
    'JSON 到第 {row, number} 行第 {column, number} 列就断了，括号或引号没有收尾，多半是文件没有传完。请重新导出后上传。',
  'reading.refusal.bad-json':
    '第 {row, number} 行第 {column, number} 列不合 JSON 的写法：“{found}”。请检查这一处的引号、逗号和括号；由程序导出的，请改正程序后重新导出。',
  'reading.refusal.json-trailing':
    'JSON 在第 {row, number} 行第 {column, number} 列之前已经结束，后面还有别的内容。请删去多余的部分；一行一条记录的（NDJSON），每条须各占一行。',
  'reading.refusal.json-value-too-long':
    '第 {row, number} 行第 {column, number} 列起的一个 JSON 值超过 {limit, number} 个字符。请检查引号是否成对。',
  'reading.refusal.too-deep':
    '第 {row, number} 行第 {column, number} 列处嵌套超过 {limit, number} 层，正常的数据不会有。请导出成一层的表。',
  'reading.refusal.json-without-records': 'JSON 里没有记录，读不成表。请确认导出时选中了数据。',
  'reading.refusal.xml-doctype':
    'XML 第 {row, number} 行带有实体声明（DOCTYPE），为安全起见不读，其中的内容没有展开，也没有去取。请去掉声明后重新上传。',
  'reading.refusal.bad-xml':
    'XML 第 {row, number} 行第 {column, number} 列有错：“{found}”。请检查标签是否成对，或重新导出。',
  'reading.refusal.xml-cut':
    'XML 到第 {row, number} 行就断了，标签没有收尾，多半是文件没有传完。请重新导出后上传。',
  'reading.refusal.xml-without-records': 'XML 里没有重复出现的记录，读不成表。请导出为 CSV 或 XLSX。',
  'reading.refusal.shapefile-metadata':
    '这是 Shapefile 的元数据（.shp.xml），里面没有数据。请把 .shp、.dbf、.shx、.prj 一起压缩成 ZIP 上传。',
  'reading.refusal.damaged-parquet': 'Parquet 文件已损坏或不完整，读不出来。请重新导出后上传。',
  'reading.refusal.damaged-archive': '压缩包已损坏或没有传完，解到“{part}”时出错。请重新压缩后上传。',
  'reading.refusal.encrypted-archive': '压缩包里的“{part}”设了密码。请去掉密码，重新压缩后上传。',
  'reading.refusal.nested-archive':
    '压缩包里还是压缩包（{names}），不再往里解。请解开外面一层，把里面的压缩包分别上传。',
  'reading.refusal.no-tables-in-archive':
    '压缩包里没有读得了的表，只有：{names}。请放入 CSV、XLSX、JSON 等表格文件。',
  'reading.refusal.unpacked-bytes': '压缩包解开后一共超过 {limit, number} 字节。请拆成几个压缩包，分别上传。',

  'reading.warning.other-members.message': '表的外面还有 {count} 项没有读入：{names}。',
  'reading.warning.other-members.remedy': '如果它们也是数据，请另存为一个文件；原始文件会原样保存。',
  'reading.warning.repeated-keys.message':
    '有 {count} 处同一条记录里重复的键，如第 {row} 条的“{key}”，取了最后一个值。',
  'reading.warning.repeated-keys.remedy': '请核对导出程序；前面的值没有读入。',
  'reading.warning.not-numbers.message': '有 {count} 个值是 NaN 或无穷大，当作空值。',
  'reading.warning.not-numbers.remedy': '请核对原系统里这些值是否确实没有。',
  'reading.warning.zoned-times.message': '{names} 是带时区的时间，已换算成北京时间（UTC+8）。',
  'reading.warning.zoned-times.remedy': '如果要按别的时区，请在原系统换算后重新导出。',
  'reading.warning.declared-encoding.message':
    '文件自己声明的编码是 {declared}，内容却是 {encoding}，已按内容读。',
  'reading.warning.declared-encoding.remedy': '请看几行文字对不对；建议改正声明。',
  'reading.warning.unpacked.message':
    '这是{container, select, gzip {gzip} other {ZIP}} 压缩包，读的是其中的“{entry}”。',
  'reading.warning.unpacked.remedy': '不需要处理。',
  'reading.warning.side-files.message': '压缩包里有 {count} 个文件没有当作表来读：{names}。',
  'reading.warning.side-files.remedy': '如果其中有表，请改成常用的格式和文件名后重新上传。',
  'reading.warning.refused-entries.message': '压缩包里有 {count} 个文件读不出来：{names}。',
  'reading.warning.refused-entries.remedy': '请单独上传这些文件，看具体是什么问题。',
} as const;
