import type { reading as source } from '../zh-CN/reading.ts';
import { readingGeo } from './reading-geo.ts';
import { readingRecords } from './reading-records.ts';

export const reading: Record<keyof typeof source, string> = {
  ...readingGeo,
  ...readingRecords,
  'reading.refusal.empty-file':
    'The file is empty: there is no text in it. Check the export and upload again.',
  'reading.refusal.file-bytes':
    'The file has {size, number} bytes, over the limit of {limit, number}. Split it by year or district and upload the parts.',
  'reading.refusal.format':
    'This is {format, select, xls {an old Excel file (.xls)} xlsb {a binary Excel workbook (.xlsb)} ods {an ODS spreadsheet} json {JSON} xml {XML} parquet {Parquet} sqlite {SQLite or GeoPackage} pdf {a PDF} gzip {a gzip archive} zip {a ZIP archive} numbers {an Apple Numbers spreadsheet} tar {a tar archive} rar {a RAR archive} sevenZip {a 7z archive} shapefile {a shapefile} ics {a calendar} image {an image} docx {a Word document} pptx {a presentation} odt {an ODT document} odp {an ODP presentation} odg {an ODG drawing} doc {an old Word document} ppt {an old presentation} msi {an installer} msg {a mail message} visio {a Visio drawing} hwp {an HWP document} thumbs {a thumbnail cache} ole {an old Office container} other {another kind of file}}, which cannot be read yet. Save it as CSV or XLSX and upload again.',
  'reading.refusal.html-table':
    'This is a web page (HTML) without a table of data, most likely a login or error page. Sign in to the source system again, export XLSX or CSV and upload that.',
  'reading.refusal.old-workbook-bytes':
    'The data of this old Excel file (.xls) are {size, number} bytes, over the limit of {limit, number}. Save it as XLSX and upload again.',
  'reading.refusal.binary':
    'This is neither text nor a known kind of spreadsheet. Export it again as CSV or XLSX from where it comes from.',
  'reading.refusal.encrypted-workbook':
    'The workbook is locked with a password. Remove the password in Excel or WPS, save and upload again.',
  'reading.refusal.mixed-encodings':
    'Two text encodings are mixed: from row {row} on it differs from what is above. Two files were probably joined; upload them apart, or save all as UTF-8.',
  'reading.refusal.undecodable-bytes':
    'Row {row} (byte {byte, number} of the file) cannot be decoded as {encoding}: a character was probably cut in two, or the file did not arrive whole. Export again; or choose the encoding yourself, and what cannot be read shows as �.',
  'reading.refusal.undecodable-encoding':
    'The text is encoded in {encoding}, which is recognised here but cannot be read. Save it as UTF-8 in the source system or a text editor and upload again.',
  'reading.refusal.unknown-encoding': 'Unknown encoding “{encoding}”. Choose one of those listed.',
  'reading.refusal.cell-too-long':
    'The cell in row {row}, column {column} has more than {limit, number} characters. The delimiter may be wrong, a quote unclosed, or the file without line breaks; check that place.',
  'reading.refusal.too-many-columns':
    'Row {row} has more than {limit, number} columns. Check the delimiter, or turn the table into one row per record.',
  'reading.refusal.too-many-tables':
    'The workbook has {count, number} sheets, over the limit of {limit, number}. Split it.',
  'reading.refusal.no-such-table': 'There is no table {number}; there are {count}.',
  'reading.refusal.no-tables': 'The workbook has no sheet that can be read.',
  'reading.refusal.damaged-workbook':
    'The workbook or archive is damaged: “{part}” cannot be read. Open it in Excel or WPS, save a copy and upload that.',
  'reading.refusal.workbook-doctype':
    'The part “{part}” of the workbook declares entities (DOCTYPE), which no ordinary workbook does; it is not read. Save a copy in Excel or WPS.',
  'reading.refusal.archive-entries':
    'The archive has {count, number} files, more than the limit of {limit, number}. Leave only the tables to upload.',
  'reading.refusal.unsafe-archive':
    'The archive has paths that point outside of it, which no ordinary file does; it is not read.',
  'reading.refusal.memory':
    'Reading took more than the limit of {limit, number} MB of memory. Split the file and upload the parts.',
  'reading.refusal.time':
    'Reading took more than {limit, number} seconds. Split the file and upload the parts.',
  'reading.refusal.expansion':
    '“{part}” unpacks to an abnormal size (over {limit, number} times, or over the limit), like a decompression bomb; reading was stopped. Save it as CSV and upload that.',
  'reading.refusal.shared-texts':
    'The texts in the workbook have more than {limit, number} characters. Save it as CSV and upload that.',

  'reading.warning.preamble-rows.message':
    'The first {count, plural, one {row is} other {# rows are}} title or explanation, not data.',
  'reading.warning.preamble-rows.remedy': 'If they are data, change the labels of these rows to “data”.',
  'reading.warning.no-header.message':
    'No header was seen; the fields are called column_1, column_2… for now.',
  'reading.warning.no-header.remedy':
    'Name the fields; if a row is the header, change its label to “header”.',
  'reading.warning.empty-label.message': 'Column {column} has no header; it is called {name} for now.',
  'reading.warning.empty-label.remedy': 'Name this field.',
  'reading.warning.repeated-label.message':
    'The header “{label}” occurs again; the later one is called {name}.',
  'reading.warning.repeated-label.remedy': 'Check whether it is the same field, and give names that differ.',
  'reading.warning.several-tables.message':
    'The file holds {count} tables under each other; this is one of them (others begin at rows {rows}).',
  'reading.warning.several-tables.remedy':
    'Choose the table that is meant; read each of the others as a dataset of its own.',
  'reading.warning.sheet-tables.message':
    'The sheet {name} holds {count} tables, of which one is read here; the others begin at: {others}.',
  'reading.warning.sheet-tables.remedy':
    'Choose the table that you want; the others can become datasets of their own.',
  'reading.warning.tables-beside.message':
    'The file holds {count} tables side by side, of which one is read here; the others begin at {cells}, columns lettered as in a spreadsheet.',
  'reading.warning.tables-beside.remedy':
    'Choose the table that you want; the others can become datasets of their own.',
  'reading.warning.blank-rows.message': '{count} blank rows inside the data were not read (rows {rows}).',
  'reading.warning.blank-rows.remedy': 'Nothing to do; if they part two tables, split the file.',
  'reading.warning.short-rows.message':
    '{count} rows have fewer than {width} columns; the absent cells are missing values (rows {rows}).',
  'reading.warning.short-rows.remedy': 'Check whether these rows lack something or were broken in two.',
  'reading.warning.long-rows.message':
    '{count} rows have more than {width} columns; what is beyond went into added columns (rows {rows}).',
  'reading.warning.long-rows.remedy':
    'Probably a comma inside a cell without quotes. Correct these rows, or leave them out.',
  'reading.warning.subtotal-rows.message':
    '{count} rows look like subtotals or totals and are read as data (row {rows}).',
  'reading.warning.subtotal-rows.remedy':
    'Adding them to the details counts twice; leave them out on the correction page if they are not wanted.',
  'reading.warning.left-out-rows.message': '{count} rows were left out as you chose (rows {rows}).',
  'reading.warning.left-out-rows.remedy': 'To bring them back, set them to “data” on the left.',
  'reading.warning.footer-rows.message':
    'The last {count, plural, one {row is a note} other {# rows are notes}}, not data.',
  'reading.warning.footer-rows.remedy': 'If they are data, change the labels of these rows to “data”.',
  'reading.warning.does-not-fit.message':
    '{count} values of “{name}” are of another kind, such as “{value}” in row {row}; the column is read as text, so that nothing is lost.',
  'reading.warning.does-not-fit.remedy':
    'Correct these values; or choose the type, and those that do not fit become missing and are listed.',
  'reading.warning.ambiguous-dates.message':
    'The dates of “{name}” do not tell whether day or month comes first; read as text.',
  'reading.warning.ambiguous-dates.remedy': 'Write them as 2024-02-09, or choose the type date (day first).',
  'reading.warning.contradictory-dates.message':
    'Some dates of “{name}” have the day first, some the month; read as text.',
  'reading.warning.contradictory-dates.remedy': 'Write all of them as 2024-02-09.',
  'reading.warning.mixed-units.message':
    '“{name}” mixes units, such as “{value}” in row {row}; read as text.',
  'reading.warning.mixed-units.remedy': 'Convert to one unit and name it in the field or its description.',
  'reading.warning.partial-units.message':
    'Some values of “{name}” have a unit and some do not, such as “{value}” in row {row}; read as text.',
  'reading.warning.partial-units.remedy':
    'Write them alike; where the number is the same with or without the unit, choose the type.',
  'reading.warning.table-unit.message':
    'Above the table it says that the unit is {unit}: {count, plural, one {one column of numbers} other {# columns of numbers}} without a unit of {count, plural, one {its} other {their}} own {count, plural, one {takes} other {take}} it, the numbers as they are.',
  'reading.warning.table-unit.remedy': 'If a column has another unit, change it in the list of columns.',
  'reading.warning.negative-brackets.message':
    '{name} has {count, plural, one {a number} other {# numbers}} in brackets, first in row {row}; as accountants write, they are taken as negative.',
  'reading.warning.negative-brackets.remedy': 'If the brackets mean something else, make the column text.',
  'reading.warning.contradictory-brackets.message':
    'Some numbers below zero in {name} are in brackets and others have a minus, as “{value}” in row {row}, so it is read as text.',
  'reading.warning.contradictory-brackets.remedy':
    'Write them in one way; if all of them are below zero, choose the type.',
  'reading.warning.unfit-values.message':
    '{count} values of “{name}” do not fit the chosen type and are missing.',
  'reading.warning.unfit-values.remedy': 'Correct them in the file, or go back to text.',
  'reading.warning.missing-markers.message': '{count} cells of “{name}” say {markers}: read as missing.',
  'reading.warning.missing-markers.remedy': 'If they mean something else, set the column to text.',
  'reading.warning.name-differs.message':
    'The name ends in .{ending}, but the content is {content, select, json {JSON} ndjson {NDJSON} xml {XML} parquet {Parquet} other {delimited text}} and is read as such.',
  'reading.warning.name-differs.remedy':
    'Reading is not affected; better name it .{content, select, json {json} ndjson {ndjson} xml {xml} parquet {parquet} other {csv}}.',
  'reading.warning.repeated-mark.message':
    'The byte-order mark occurs {count} times; the extra ones are skipped.',
  'reading.warning.repeated-mark.remedy': 'Nothing to do.',
  'reading.warning.encoding-guessed.message':
    'There is little text to go by: the encoding {encoding} is a guess.',
  'reading.warning.encoding-guessed.remedy': 'Look at a few rows; choose another encoding if they are wrong.',
  'reading.warning.mojibake.message':
    '“{seen}” in row {row} looks garbled: UTF-8 text was once opened as {as} and saved again; it was probably “{meant}”.',
  'reading.warning.mojibake.remedy':
    'Export again from the source and open it as UTF-8. Some characters of this file are lost, and no choice of encoding brings them back.',
  'reading.warning.nul-characters.message': '{count} invisible NUL characters were dropped.',
  'reading.warning.nul-characters.remedy': 'Check the exporting program; the data are not affected.',
  'reading.warning.replacement-characters.message':
    'The file has {count} “�”: characters lost in an earlier conversion.',
  'reading.warning.replacement-characters.remedy': 'They cannot be recovered; export again from the source.',
  'reading.warning.unclosed-quote.message':
    'The quote in row {row}, column {column} is never closed; it is read as a plain character.',
  'reading.warning.unclosed-quote.remedy': 'Close or remove this quote.',
  'reading.warning.stray-quotes.message':
    '{count} quotes stand inside texts and are kept as they are (first in row {row}).',
  'reading.warning.stray-quotes.remedy': 'Check that these rows are cut into columns correctly.',
  'reading.warning.mixed-newlines.message':
    'Line ends differ (LF {lf}, CRLF {crlf}, CR {cr}); all are taken as line ends.',
  'reading.warning.mixed-newlines.remedy': 'Nothing to do.',
  'reading.warning.html-table.message':
    'This is really a web page (HTML) that is only called a spreadsheet; the table with the most cells is read, as the page shows it.',
  'reading.warning.html-table.remedy':
    'Check a few rows: long codes and decimals may have been cut in the page. An export as XLSX or CSV is better.',
  'reading.warning.hidden-table.message': 'There is a hidden sheet, “{name}”.',
  'reading.warning.hidden-table.remedy':
    'Make sure that nothing in it must stay inside; the original file is kept as it is.',
  'reading.warning.hidden-columns.message':
    'Columns {columns} are hidden in the workbook; they are read too.',
  'reading.warning.hidden-columns.remedy': 'If they must not be public, delete them and upload again.',
  'reading.warning.hidden-rows.message':
    '{count} rows are hidden in the workbook; they are read too (rows {rows}).',
  'reading.warning.hidden-rows.remedy': 'If they must not be public, delete them and upload again.',
  'reading.warning.more-tables.message': 'The file has {count} tables; this is number {table}, “{name}”.',
  'reading.warning.more-tables.remedy': 'Choose another to read it; each table can be a dataset of its own.',
  'reading.warning.merged-cells.message':
    '{count} merged ranges in the data: the value is filled into all of their cells (first in row {row}).',
  'reading.warning.merged-cells.remedy': 'If only one cell should have it, unmerge them in the file.',
  'reading.warning.formula-without-value.message':
    '{count} formulas have no stored result and are missing (first in row {row}).',
  'reading.warning.formula-without-value.remedy':
    'Open the file in Excel or WPS, recalculate, save and upload again.',
  'reading.warning.formula-errors.message':
    '{count} cells hold formula errors such as “{value}” (first in row {row}).',
  'reading.warning.formula-errors.remedy': 'Correct the formulas and upload again.',

  'reading.why.all-integers': 'every value is an integer',
  'reading.why.all-integers-unit': 'every value is an integer in {unit}',
  'reading.why.all-decimals': 'every value is a number, at most {scale} decimals, kept exactly',
  'reading.why.all-decimals-unit': 'every value is a number in {unit}, at most {scale} decimals',
  'reading.why.all-integers-stated-unit':
    'every value is a whole number; the unit {unit} is from the header or title, the numbers are as written',
  'reading.why.all-decimals-stated-unit':
    'every value is a number with at most {scale} decimals; the unit {unit} is from the header or title, the numbers are as written',
  'reading.why.contradictory-brackets':
    'some numbers below zero are in brackets and others have a minus, as “{value}” in row {row}',
  'reading.why.all-integers-format-unit':
    'every value is a whole number; the unit {unit} is from the format of the cells',
  'reading.why.all-decimals-format-unit':
    'every value is a number with at most {scale} decimals; the unit {unit} is from the format of the cells',
  'reading.why.all-booleans': 'every value is a yes or a no',
  'reading.why.all-dates': 'every value is a date',
  'reading.why.all-datetimes': 'every value is a date with a time',
  'reading.why.all-times': 'every value is a time of day',
  'reading.why.compact-dates': 'every value is a date in 8 or 14 digits, and the header says so',
  'reading.why.all-text': 'text',
  'reading.why.mixed-kinds': 'several kinds of values; no type holds them all',
  'reading.why.no-values': 'the column is empty',
  'reading.why.only-markers': 'only marks that mean “nothing”',
  'reading.why.long-codes': 'like a code: more than 15 digits, such as “{value}” in row {row}',
  'reading.why.leading-zeros': 'like a code: begins with 0, such as “{value}” in row {row}',
  'reading.why.too-many-digits': 'more than 38 digits, which no decimal holds',
  'reading.why.does-not-fit': '{count} values do not fit, such as “{value}” in row {row}',
  'reading.why.ambiguous-dates': 'day or month may come first',
  'reading.why.contradictory-dates': 'the dates contradict each other',
  'reading.why.mixed-units': 'units differ, such as “{value}” in row {row}',
  'reading.why.partial-units': 'some have a unit and some do not, such as “{value}” in row {row}',
  'reading.why.declared': 'The file itself says so.',
  'reading.why.chosen': 'chosen by a person',

  'reading.doubt.chosen-text':
    '“{name}” stays as written, as you chose; read as {type}, {count, plural, =0 {every value fits} one {# value does not fit} other {# values do not fit}}.',
  'reading.doubt.subheadings':
    '{count, plural, one {# row has} other {# rows have}} one text alone (row {row} first), like the heading of a group: not a record.',
  'reading.doubt.subtotals':
    '{count, plural, one {# row} other {# rows}} of subtotals or totals among the data (row {row} first): added to the others they count twice.',
  'reading.carry.format': 'The format changed from {before} to {now}: header and data were detected anew.',
  'reading.carry.table':
    'Last time table {number} was read, which this file does not have; another was chosen.',
  'reading.carry.footer': 'Last time the last {before} rows were notes; this time {now} are, and that holds.',
  'reading.carry.frame':
    'With last time’s header rows or encoding the columns do not match, so they were detected anew.',
  'reading.carry.columns-gone':
    'Columns of last time that are missing: {names}. Check whether the export left them out.',
  'reading.carry.columns-new': 'Columns that are new: {names}.',
  'reading.carry.coordinates':
    'The coordinate system is {before} as chosen last time, but this file says {now}: please check.',
  'reading.carry.type':
    '“{name}” was {type} last time; {count, plural, one {# value does} other {# values do}} not fit now, so it is text until you choose below.',
};
