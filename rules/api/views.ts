import { Type, type Static, type TSchema } from 'typebox';

/** One of a few fixed texts: an `enum` in the schema, a union in the type. */
export const Literals = <const T extends readonly string[]>(
  values: T,
  options: { default?: T[number]; description?: string } = {},
) => Type.Unsafe<T[number]>(Type.String({ enum: [...values], ...options }));

/** The answer of every list: `next` is the cursor of the following page, null on the last. */
export const Page = <T extends TSchema>(item: T) =>
  Type.Object({
    items: Type.Array(item),
    total: Type.Integer(),
    totalIsEstimate: Type.Boolean(),
    next: Type.Union([Type.String(), Type.Null()]),
  });
export interface Page<T> {
  items: T[];
  total: number;
  totalIsEstimate: boolean;
  next: string | null;
}

export const PageQuery = {
  limit: Type.Integer({ minimum: 1, maximum: 100, default: 20 }),
  cursor: Type.Optional(Type.String({ maxLength: 500 })),
};

const UUID = '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const DATASET_CODE = '[A-Z]{2,4}-[A-Z][A-Z0-9]{1,9}-[0-9]{6}';

export const Id = Type.String({ pattern: `^${UUID}$` });
const ID = new RegExp(`^${UUID}$`);
export const isId = (text: string): boolean => ID.test(text);
export const ById = Type.Object({ id: Id }, { additionalProperties: false });
/** A dataset by its id or by its permanent code. */
export const ByDataset = Type.Object(
  { id: Type.String({ pattern: `^(${UUID}|${DATASET_CODE})$`, description: 'Id or code' }) },
  { additionalProperties: false },
);
/** A version of a dataset by its number, once published, or by its id. */
export const VERSION_PATTERN = `^([1-9][0-9]{0,8}|${UUID})$`;
export const Nullable = <T extends TSchema>(type: T) => Type.Union([type, Type.Null()]);

/** What the caller may do next with a thing: pages render buttons by it. */
export const Abilities = Type.Record(Type.String(), Type.Boolean());
export type Abilities = Static<typeof Abilities>;

/** The answer to a state change: where it now stands, on which provision, and what can follow. */
export const Stepped = Type.Object({
  id: Type.String(),
  state: Type.String(),
  provision: Type.String(),
  next: Type.Array(Type.String()),
});
export type Stepped = Static<typeof Stepped>;
