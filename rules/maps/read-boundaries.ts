import { Type, type Static } from 'typebox';
import { Value } from 'typebox/value';
import { Boundaries, type District } from './boundaries.schema.ts';

const { districts, ...about } = Boundaries.properties;
const { rings: _rings, ...district } = districts.items.properties;

/** Boundaries as a file has them: each ring as `longitude,latitude` in degrees, parted by spaces. */
const BoundariesFile = Type.Object({
  districts: Type.Array(
    Type.Object({
      ...district,
      rings: Type.Array(Type.String({ pattern: '^(?:[-.0-9]+,[-.0-9]+ ){2,}[-.0-9]+,[-.0-9]+$' })),
    }),
    { minItems: 1 },
  ),
  ...about,
});
type BoundariesFile = Static<typeof BoundariesFile>;

/** Throws for what is no such file, with what is wrong. */
export function readBoundaries(file: unknown): Boundaries {
  if (!Value.Check(BoundariesFile, file)) {
    const [error] = Value.Errors(BoundariesFile, file);
    throw new Error(`these are no boundaries: ${error?.instancePath ?? ''} ${error?.message ?? ''}`);
  }
  return read(file);
}

const read = (file: BoundariesFile): Boundaries => ({
  ...file,
  districts: file.districts.map((each) => ({ ...each, rings: each.rings.map(ringOf) })),
});

const ringOf = (text: string): District['rings'][number] =>
  text.split(' ').map((place): [number, number] => {
    const [lon = NaN, lat = NaN] = place.split(',').map(Number);
    return [lon, lat];
  });
