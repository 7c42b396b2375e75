import type { Reading, ReadingFormat } from '../../../rules/reading/reading.schema.ts';
import { refuse } from '../../../rules/reading/refusal.ts';
import { delimited } from './delimited.ts';
import { dbf } from './geo/dbf-format.ts';
import { geojson } from './geo/geojson.ts';
import { geopackage } from './geo/geopackage.ts';
import { kml } from './geo/kml.ts';
import { shapefile } from './geo/shapefile.ts';
import type { TableFormat } from './format.ts';
import type { FileKind } from './identify.ts';
import { json } from './json/json.ts';
import { packedFormat } from './packed/packed.ts';
import { parquet } from './parquet/parquet.ts';
import { dif } from './sheets/exchange/dif.ts';
import { sylk } from './sheets/exchange/sylk.ts';
import { html } from './sheets/html/html.ts';
import { ods } from './sheets/ods/ods.ts';
import { xls } from './sheets/xls/xls.ts';
import { xlsb } from './sheets/xlsb/xlsb.ts';
import { xlsx } from './sheets/xlsx/xlsx.ts';
import { xmlSpreadsheet } from './sheets/xml-spreadsheet/xml-spreadsheet.ts';
import { xml } from './xml/xml.ts';

const FORMATS: Partial<Record<FileKind, TableFormat>> = {
  text: delimited,
  json,
  xml,
  parquet,
  geojson,
  sqlite: geopackage,
  kml,
  shapefile,
  dbf,
  xlsx,
  xls,
  xlsb,
  ods,
  html,
  sylk,
  dif,
  'xml-spreadsheet': xmlSpreadsheet,
};

/** The format that reads a kind of file. Throws `unsupported-format` for one that is known and not read. */
export function formatFor(kind: FileKind): TableFormat {
  if (kind === 'gzip' || kind === 'zip') return packed;
  return FORMATS[kind] ?? refuse('unsupported-format', 'format', { format: kind });
}

const KINDS: Record<ReadingFormat, FileKind> = {
  csv: 'text',
  tsv: 'text',
  delimited: 'text',
  json: 'json',
  ndjson: 'json',
  xml: 'xml',
  parquet: 'parquet',
  geojson: 'geojson',
  shapefile: 'shapefile',
  dbf: 'dbf',
  geopackage: 'sqlite',
  kml: 'kml',
  xlsx: 'xlsx',
  xls: 'xls',
  xlsb: 'xlsb',
  ods: 'ods',
  html: 'html',
  sylk: 'sylk',
  dif: 'dif',
  'xml-spreadsheet': 'xml-spreadsheet',
};

const packed = packedFormat({ formatFor, formatOf: ({ format }) => formatFor(KINDS[format]) });

/** The format that a reading was made by. */
export const formatOf = ({ format, entry }: Pick<Reading, 'format' | 'entry'>): TableFormat =>
  entry === null ? formatFor(KINDS[format]) : packed;

export { unpackFor } from './packed/packed.ts';
