import { Type, type Static } from 'typebox';

const Position = Type.Tuple([Type.Number(), Type.Number()]);

/** The districts of a city: which places they hold, and where the lines come from. */
export const Boundaries = Type.Object({
  /** Digits of the divisions of the state (GB/T 2260), the name, where its name is written, and its rings: lists of longitude and latitude, not closed, all outer. */
  districts: Type.Array(
    Type.Object({
      code: Type.String(),
      name: Type.String(),
      at: Position,
      rings: Type.Array(Type.Array(Position)),
    }),
  ),
  /** Codes of the small ones in the middle, which a picture of the whole shows once more, enlarged. */
  central: Type.Array(Type.String()),
  source: Type.String(),
  licence: Type.String(),
  /** A published map needs an approved base and its number; null: these lines are schematic. */
  approval: Type.Union([Type.String(), Type.Null()]),
});
export type Boundaries = Static<typeof Boundaries>;
export type District = Boundaries['districts'][number];
