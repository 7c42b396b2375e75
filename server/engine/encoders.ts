import type { Encode } from './encoding.ts';
import type { EncodedFormat, RowFormat } from './engine.types.ts';
import { encodeArrow } from './export-arrow.ts';
import { encodeGeoJson } from './export-geojson.ts';
import { encodeGeoPackage } from './export-geopackage.ts';
import { encodeShapefile } from './export-shapefile.ts';
import { encodeXlsx } from './export-xlsx.ts';

/** The formats that the engine cannot write by itself. */
export const ENCODERS: Record<EncodedFormat, Encode> = {
  xlsx: encodeXlsx,
  arrow: encodeArrow,
  geojson: encodeGeoJson,
  shp: encodeShapefile,
  gpkg: encodeGeoPackage,
};

export const isEncoded = (format: RowFormat): format is EncodedFormat => Object.hasOwn(ENCODERS, format);
