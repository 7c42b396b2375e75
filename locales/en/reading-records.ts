import type { readingRecords as chinese } from '../zh-CN/reading-records.ts';

export const readingRecords: Record<keyof typeof chinese, string> = {
  'reading.refusal.json-cut':
    'The JSON breaks off at row {row, number}, column {column, number}: a bracket or quote is not closed. The file was probably not sent whole; export it again.',
  'reading.refusal.bad-json':
    'Row {row, number}, column {column, number} is not JSON: “{found}”. Check the quotes, commas and brackets there, or correct the program that wrote it and export again.',
  'reading.refusal.json-trailing':
    'The JSON had ended before row {row, number}, column {column, number}, and more follows. Remove it; where each line is a record (NDJSON), every record needs a line of its own.',
  'reading.refusal.json-value-too-long':
    'A JSON value that begins at row {row, number}, column {column, number} is longer than {limit, number} characters. Check that its quotes are closed.',
  'reading.refusal.too-deep':
    'At row {row, number}, column {column, number} there are more than {limit, number} levels inside one another, which no ordinary data has. Export a plain table.',
  'reading.refusal.json-without-records':
    'The JSON holds no records, so there is no table. Check that data were chosen for the export.',
  'reading.refusal.xml-doctype':
    'Row {row, number} of the XML declares entities (DOCTYPE). For safety it is not read; nothing was expanded or fetched. Remove the declaration and upload again.',
  'reading.refusal.bad-xml':
    'Row {row, number}, column {column, number} of the XML is wrong: “{found}”. Check that the tags match, or export it again.',
  'reading.refusal.xml-cut':
    'The XML breaks off at row {row, number}: tags are not closed. The file was probably not sent whole; export it again.',
  'reading.refusal.xml-without-records':
    'The XML holds no records, so there is no table. Export it as CSV or XLSX.',
  'reading.refusal.shapefile-metadata':
    'This is the metadata of a shapefile (.shp.xml) and holds no data. Put .shp, .dbf, .shx and .prj into one ZIP and upload that.',
  'reading.refusal.damaged-parquet': 'The Parquet file is damaged or incomplete. Export it again.',
  'reading.refusal.damaged-archive':
    'The archive is damaged or was not sent whole; unpacking “{part}” failed. Pack it again.',
  'reading.refusal.encrypted-archive': '“{part}” in the archive has a password. Pack it again without one.',
  'reading.refusal.nested-archive':
    'The archive holds archives ({names}), which are not opened. Unpack the outer one and upload the inner ones one by one.',
  'reading.refusal.no-tables-in-archive':
    'The archive holds no table that can be read, only: {names}. Put CSV, XLSX, JSON or other tables into it.',
  'reading.refusal.unpacked-bytes':
    'Unpacked, the archive is larger than {limit, number} bytes. Split it into several.',

  'reading.warning.other-members.message': 'Outside the table {count} more members were not read: {names}.',
  'reading.warning.other-members.remedy':
    'If they are data too, save them as a file of their own; the original is kept as it is.',
  'reading.warning.repeated-keys.message':
    '{count} keys appear twice in one record, such as “{key}” in record {row}; the last value was taken.',
  'reading.warning.repeated-keys.remedy':
    'Check the program that exported it; the earlier values are not read.',
  'reading.warning.not-numbers.message': '{count} values are NaN or infinite; they are read as missing.',
  'reading.warning.not-numbers.remedy': 'Check in the source whether these values are really missing.',
  'reading.warning.zoned-times.message':
    '{names} are times with a zone; they are given in Beijing time (UTC+8).',
  'reading.warning.zoned-times.remedy': 'For another zone, convert them in the source and export again.',
  'reading.warning.declared-encoding.message':
    'The file says that its encoding is {declared}, but its bytes are {encoding}; the bytes were followed.',
  'reading.warning.declared-encoding.remedy': 'Look at a few rows; the declaration had better be corrected.',
  'reading.warning.unpacked.message':
    'This is a {container, select, gzip {gzip} other {ZIP}} archive; “{entry}” in it is read.',
  'reading.warning.unpacked.remedy': 'Nothing to do.',
  'reading.warning.side-files.message': '{count} files in the archive are not read as tables: {names}.',
  'reading.warning.side-files.remedy':
    'If one of them is a table, give it a usual format and name and upload again.',
  'reading.warning.refused-entries.message': '{count} files in the archive cannot be read: {names}.',
  'reading.warning.refused-entries.remedy': 'Upload them one by one to see what is wrong with each.',
};
