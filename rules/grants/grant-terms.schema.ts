import { Type, type Static } from 'typebox';
import { Nullable } from '../api/views.ts';

/** What an agreement lets a data user take, and what the data door enforces (`xz-20`, `xz-21`). ODRL: constraints. */
export const GrantTerms = Type.Object(
  {
    /** Names of the fields that may be seen; nothing else exists for the data user. */
    fields: Type.Array(Type.String({ maxLength: 200 }), { minItems: 1, maxItems: 2000 }),
    /** The rows, as an expression of `docs/expressions.md` over any field of the dataset; null: all. */
    where: Nullable(Type.String({ minLength: 1, maxLength: 4000 })),
    /** null: without a limit of its own. */
    callsPerDay: Nullable(Type.Integer({ minimum: 1 })),
    callsPerMinute: Nullable(Type.Integer({ minimum: 1 })),
    /** Rows given out in all, over the whole term. */
    rowsInAll: Nullable(Type.Integer({ minimum: 1 })),
    /** Addresses and networks (CIDR) that may call; empty: any. */
    addresses: Type.Array(Type.String({ maxLength: 50 }), { maxItems: 100 }),
    /** The named system that calls with credentials of its own; null: people of the data user take the data themselves. */
    system: Nullable(Type.String({ minLength: 2, maxLength: 200 })),
    /** Only look-ups: each call asks for one value of this field and nothing else (`plan2023-3.2`); absent: any question. */
    keyField: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
    /** Share of the rows that is kept back, other ones from each recipient, so that a copy says whose it is; absent: none. */
    withheldShare: Type.Optional(Type.Number({ exclusiveMinimum: 0, maximum: 0.01 })),
    /** First and last day (+08:00). */
    from: Type.String({ format: 'date' }),
    until: Type.String({ format: 'date' }),
  },
  { additionalProperties: false },
);
export type GrantTerms = Static<typeof GrantTerms>;
