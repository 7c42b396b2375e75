/** What is said of geographic files and coordinates. */
export const readingGeo = {
  'reading.refusal.side-file':
    '这是 Shapefile 的附属文件（{part, select, shx {.shx 索引} prj {.prj 坐标系说明} cpg {.cpg 编码说明} metadata {.xml 元数据} other {.{part} 索引}}），里面没有数据。请把同名的 .shp、.dbf、.shx、.prj、.cpg 一起打成一个 ZIP 再上传。',
  'reading.refusal.damaged-dbf':
    '数据库文件（.dbf）的{part, select, header {文件头} other {字段说明}}不对，读不出来。请从原系统重新导出。',
  'reading.refusal.damaged-shapefile':
    'Shapefile 在第 {row} 个图形处损坏或不完整（长度、点数与内容不符）。请重新导出，或重新打包整套文件后上传。',
  'reading.refusal.shape-kind':
    'Shapefile 的图形类型是 {kind}，读不了（可读：点、多点、线、面）。请在 GIS 软件里转成点、线或面后重新导出。',
  'reading.refusal.geometry-too-long':
    '第 {row} 个图形写出来超过 {limit, number} 个字符。请先在 GIS 软件里化简这个图形，或拆成几个。',
  'reading.refusal.unknown-coordinates':
    '不认识坐标系“{system}”。请选 WGS-84、GCJ-02、BD-09、CGCS2000，或写 EPSG 代号（如 EPSG:4549）。',
  'reading.refusal.not-geopackage':
    '这是 SQLite 数据库，但不是 GeoPackage。请把要上传的表导出为 CSV 或 GeoPackage。',
  'reading.refusal.damaged-geopackage':
    'GeoPackage 已损坏或内容前后矛盾，读到“{part}”时出错。请在 GIS 软件里打开并另存一份，再重新上传。',
  'reading.refusal.geopackage-view':
    'GeoPackage 里的“{part}”不是普通的表（是视图或虚拟表），为安全起见不读。请把它存成普通的表。',
  'reading.refusal.no-layers': 'GeoPackage 里没有可读的图层或表。',
  'reading.refusal.damaged-kml': 'KML 读到“{part}”时出错：标签没有成对，或内容不完整。请重新导出后上传。',
  'reading.refusal.kml-doctype':
    'KML 的“{part}”里带有实体声明（DOCTYPE），正常的 KML 不会有，为安全起见不读。请重新导出后上传。',
  'reading.refusal.no-kml': 'KMZ 里没有 KML 文件。请重新导出后上传。',
  'reading.refusal.no-features': '里面没有地理要素（Feature 或 Placemark）。请确认导出的图层不是空的。',
  'reading.warning.coordinates-unstated.message':
    '文件没有说明坐标系（坐标的单位看来是{unit, select, metres {米} other {度}}），所以没有换算。',
  'reading.warning.coordinates-unstated.remedy':
    '请向提供者问清，再选定坐标系：地图网站抓来的多为 GCJ-02（高德、腾讯）或 BD-09（百度），GPS 为 WGS-84，测绘成果多为 CGCS2000。',
  'reading.warning.coordinates-unknown.message': '文件写明的坐标系“{text}”不在能换算的之列，坐标原样保留。',
  'reading.warning.coordinates-unknown.remedy':
    '请选定坐标系，或在 GIS 软件里转成 WGS-84 或 CGCS2000 后重新导出。',
  'reading.warning.coordinates-by-standard.message': '文件没有写坐标系；按格式标准是 WGS-84，照此读。',
  'reading.warning.coordinates-by-standard.remedy':
    '如果数据来自国内地图网站，实际多为 GCJ-02 或 BD-09，请核对并选定。',
  'reading.warning.coordinates-by-name.message': '文件或列名里写着 {system}，按此作为坐标系。',
  'reading.warning.coordinates-by-name.remedy': '请核对；不对就选定坐标系。',
  'reading.warning.coordinates-disagree.message':
    '文件写明坐标系是 {system}，文件名却写着 {contrary}，按前者读。',
  'reading.warning.coordinates-disagree.remedy': '请核对哪一个对，并选定坐标系；两者相差可达数百米。',
  'reading.warning.coordinates-several.message': '表里有几组坐标，各用不同的坐标系：{pairs}。',
  'reading.warning.coordinates-several.remedy': '使用时请选对应的一组；各列的值没有改动。',
  'reading.warning.coordinates-converted.message':
    '坐标由 {from} 换算为 WGS-84：{how, select, centimetres {两者相差在厘米以内，数值不变} gcj02 {按公开算法反算，误差小于 1 米} bd09 {先还原为 GCJ-02 再反算，误差小于 1 米} projected {按投影反算成经纬度} other {按投影反算成经纬度；旧坐标系没有用当地参数，误差可达 100 米左右}}。',
  'reading.warning.coordinates-converted.remedy': '原始坐标在原文件和原文列里保留；不对就选定坐标系。',
  'reading.warning.coordinates-swapped.message': '有 {count} 处坐标像是经度、纬度写反了（第 {rows} 条）。',
  'reading.warning.coordinates-swapped.remedy': '请对调这些坐标后重新上传。',
  'reading.warning.coordinates-outside.message':
    '有 {count} 处坐标不在地球上，或超出坐标系的范围（第 {rows} 条）。',
  'reading.warning.coordinates-outside.remedy': '请核对小数点、单位（度或米）和坐标系。',
  'reading.warning.coordinates-dms.message': '有 {count} 处坐标写成度分秒（第 {rows} 条），按原样保留。',
  'reading.warning.coordinates-dms.remedy': '请换算成十进制的度，如 121.47。',
  'reading.warning.open-rings.message': '有 {count} 个面的边界没有闭合（第 {rows} 条），按原样保留。',
  'reading.warning.open-rings.remedy': '请让每一圈的终点与起点相同，至少四个点，再重新导出。',
  'reading.warning.bad-geometry.message':
    '有 {count} 个图形读不出坐标（第 {rows} 条），原文保留，标准值为空。',
  'reading.warning.bad-geometry.remedy': '请在 GIS 软件里修复这些图形后重新导出。',
  'reading.warning.part-of-shapefile.message':
    '旁边有同名的 .shp：这是一套 Shapefile 的属性表，现在只读了表，没有图形。',
  'reading.warning.part-of-shapefile.remedy': '要图形，请打开 .shp，或把整套文件打成 ZIP 上传。',
  'reading.warning.shapefile-without-table.message': '没有同名的 .dbf，只读到图形，没有属性。',
  'reading.warning.shapefile-without-table.remedy':
    '请把同名的 .shp、.dbf、.shx、.prj、.cpg 一起打成一个 ZIP 上传。',
  'reading.warning.shapefile-counts.message': '图形有 {shapes} 个，属性有 {records} 条，数目不同；缺的留空。',
  'reading.warning.shapefile-counts.remedy': '请从原系统重新导出整套文件。',
  'reading.warning.deleted-records.message': '有 {count} 条记录在数据库文件里已标为删除，没有读入。',
  'reading.warning.deleted-records.remedy': '不需要处理；要恢复，请在原系统里取消删除后重新导出。',
  'reading.warning.record-count.message': '文件头说有 {stated} 条记录，内容够放 {held} 条；读了 {read} 条。',
  'reading.warning.record-count.remedy': '文件可能不完整，请核对条数，必要时重新导出。',
  'reading.warning.memo-fields.message':
    '备注字段 {columns} 的内容在另一个文件（.dbt 或 .fpt）里，没有读入。',
  'reading.warning.memo-fields.remedy': '需要时请从原系统导出为 CSV 或 XLSX。',
  'reading.warning.more-layers.message': '文件里有 {count} 个图层或表，现在读的是第 {table} 个“{name}”。',
  'reading.warning.more-layers.remedy': '要读别的，请选它；每个可以各成一个数据集。',
} as const;
