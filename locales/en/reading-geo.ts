/** What is said of geographic files and coordinates. */
export const readingGeo = {
  'reading.refusal.side-file':
    'This is a side file of a shapefile ({part, select, shx {the .shx index} prj {the .prj projection, its coordinate system} cpg {the .cpg encoding} metadata {.xml metadata} other {the .{part} index}}); it holds no data. Put the .shp, .dbf, .shx, .prj and .cpg of the same name into one ZIP and upload that.',
  'reading.refusal.damaged-dbf':
    'The {part, select, header {header} other {list of fields}} of this database file (.dbf) is wrong. Export it again from its source.',
  'reading.refusal.damaged-shapefile':
    'The shapefile is damaged or cut off at shape {row}: its lengths or counts are not those of its content. Export it again, or pack the whole set anew.',
  'reading.refusal.shape-kind':
    'The shapefile holds shapes of kind {kind}, which are not read (points, lines and areas are). Convert them in a GIS and export again.',
  'reading.refusal.geometry-too-long':
    'Geometry {row} takes more than {limit, number} characters. Simplify it in a GIS, or split it.',
  'reading.refusal.unknown-coordinates':
    'Unknown coordinate system “{system}”. Choose WGS-84, GCJ-02, BD-09, CGCS2000, or an EPSG code such as EPSG:4549.',
  'reading.refusal.not-geopackage':
    'This is an SQLite database, but no GeoPackage. Export the table as CSV or GeoPackage.',
  'reading.refusal.damaged-geopackage':
    'The GeoPackage is damaged or contradicts itself at “{part}”. Open it in a GIS, save a copy, and upload that.',
  'reading.refusal.geopackage-view':
    '“{part}” in the GeoPackage is no ordinary table (a view or a virtual one) and is not read, to be safe. Save it as a table.',
  'reading.refusal.no-layers': 'The GeoPackage has no layer or table that can be read.',
  'reading.refusal.damaged-kml':
    'The KML could not be read at “{part}”: tags do not match, or it is cut off. Export it again.',
  'reading.refusal.kml-doctype':
    '“{part}” declares entities (DOCTYPE), which no ordinary KML does; it is not read, to be safe. Export it again.',
  'reading.refusal.no-kml': 'The KMZ holds no KML file. Export it again.',
  'reading.refusal.no-features':
    'There are no features (Feature or Placemark) in it. Make sure that the exported layer is not empty.',
  'reading.warning.coordinates-unstated.message':
    'The file does not say what its coordinates are in (they look like {unit, select, metres {metres} other {degrees}}); they are not converted.',
  'reading.warning.coordinates-unstated.remedy':
    'Ask the source and choose the system: map sites of the mainland give GCJ-02 (AMap, Tencent) or BD-09 (Baidu), GPS gives WGS-84, surveys CGCS2000.',
  'reading.warning.coordinates-unknown.message':
    'The file states the coordinate system “{text}”, which cannot be converted here; coordinates stay as they are.',
  'reading.warning.coordinates-unknown.remedy':
    'Choose the system, or convert to WGS-84 or CGCS2000 in a GIS and export again.',
  'reading.warning.coordinates-by-standard.message':
    'The file names no coordinate system; the standard of its format says WGS-84, and so it is read.',
  'reading.warning.coordinates-by-standard.remedy':
    'Data from map sites of the mainland are mostly GCJ-02 or BD-09: check, and choose.',
  'reading.warning.coordinates-by-name.message':
    'The name of the file or column says {system}; this is taken as the coordinate system.',
  'reading.warning.coordinates-by-name.remedy': 'Check it; choose another if it is wrong.',
  'reading.warning.coordinates-disagree.message':
    'The file states {system}, its name says {contrary}; the former is taken.',
  'reading.warning.coordinates-disagree.remedy':
    'Check which is right and choose it: they lie up to hundreds of metres apart.',
  'reading.warning.coordinates-several.message':
    'The table has several sets of coordinates in different systems: {pairs}.',
  'reading.warning.coordinates-several.remedy': 'Use the set that you need; no value was changed.',
  'reading.warning.coordinates-converted.message':
    'Coordinates are converted from {from} to WGS-84: {how, select, centimetres {both agree to within centimetres, numbers stay} gcj02 {by inverting the published algorithm, to less than a metre} bd09 {through GCJ-02, to less than a metre} projected {by inverting the projection} other {by inverting the projection; the old datum is taken without local parameters, to about 100 metres}}.',
  'reading.warning.coordinates-converted.remedy':
    'The source coordinates are kept in the original; choose another system if this is wrong.',
  'reading.warning.coordinates-swapped.message':
    '{count} places seem to have longitude and latitude swapped (records {rows}).',
  'reading.warning.coordinates-swapped.remedy': 'Exchange them and upload again.',
  'reading.warning.coordinates-outside.message':
    '{count} places are not on the Earth, or outside their coordinate system (records {rows}).',
  'reading.warning.coordinates-outside.remedy':
    'Check the decimal point, the unit (degrees or metres) and the coordinate system.',
  'reading.warning.coordinates-dms.message':
    '{count} coordinates are written in degrees, minutes and seconds (records {rows}); they stay so.',
  'reading.warning.coordinates-dms.remedy': 'Convert them to decimal degrees, such as 121.47.',
  'reading.warning.open-rings.message':
    '{count} areas have a boundary that is not closed (records {rows}); they stay so.',
  'reading.warning.open-rings.remedy':
    'Let every ring end where it begins, with four positions at least, and export again.',
  'reading.warning.bad-geometry.message':
    '{count} geometries have no readable coordinates (records {rows}); their text is kept, their typed value is missing.',
  'reading.warning.bad-geometry.remedy': 'Repair them in a GIS and export again.',
  'reading.warning.part-of-shapefile.message':
    'A .shp of the same name lies beside it: this is the table of a shapefile, read without its geometry.',
  'reading.warning.part-of-shapefile.remedy': 'For the geometry open the .shp, or upload the set as a ZIP.',
  'reading.warning.shapefile-without-table.message':
    'There is no .dbf of the same name: only geometry was read.',
  'reading.warning.shapefile-without-table.remedy':
    'Put the .shp, .dbf, .shx, .prj and .cpg of the same name into one ZIP and upload that.',
  'reading.warning.shapefile-counts.message':
    'There are {shapes} shapes and {records} records; what lacks is left empty.',
  'reading.warning.shapefile-counts.remedy': 'Export the whole set again from its source.',
  'reading.warning.deleted-records.message':
    '{count} records are marked as deleted in the database file and were not read.',
  'reading.warning.deleted-records.remedy':
    'Nothing to do; to bring them back, undelete them at the source and export again.',
  'reading.warning.record-count.message':
    'The header speaks of {stated} records, the content has room for {held}; {read} were read.',
  'reading.warning.record-count.remedy':
    'The file may be cut off: check the number, export again if need be.',
  'reading.warning.memo-fields.message':
    'The memo fields {columns} keep their texts in another file (.dbt or .fpt) and were not read.',
  'reading.warning.memo-fields.remedy': 'If they are needed, export as CSV or XLSX.',
  'reading.warning.more-layers.message':
    'The file has {count} layers or tables; this is number {table}, “{name}”.',
  'reading.warning.more-layers.remedy': 'Choose another to read it; each can be a dataset of its own.',
} as const;
