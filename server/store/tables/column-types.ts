import type { ColumnType, JSONColumnType } from 'kysely';

/** Written by the database alone. */
export type Derived<T> = ColumnType<T, undefined, never>;
/** Read as a value, written as its JSON text. */
export type Json<T extends object | null> = JSONColumnType<T, string, string>;
