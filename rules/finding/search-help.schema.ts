import { Type, type Static } from 'typebox';
import { Nullable } from '../api/views.ts';
import { Pieces, Suggestion } from './suggest.operations.ts';

/** Where a dataset has what was asked for. */
export const Highlights = Type.Object({
  name: Pieces,
  summary: Pieces,
  /** The first of its fields that have it: the label, or the name of a field without one. */
  fields: Type.Array(Type.Object({ name: Type.String(), label: Pieces })),
  /** How many of its fields have it. */
  matchingFields: Type.Integer(),
});
export type Highlights = Static<typeof Highlights>;

/** Spelling help, and the nearest things where nothing was found. */
export const SearchHelp = Type.Object({
  /** What was probably meant, where that finds something. */
  meant: Nullable(Type.String()),
  /** Nothing was found as typed: the answer is for what was probably meant. */
  isUsed: Type.Boolean(),
  /** Where nothing was found: how many there are without the filters. */
  withoutFilters: Type.Integer(),
  /** Where nothing was found: what goes on like the words, or sounds like them. */
  near: Type.Array(Suggestion),
});
export type SearchHelp = Static<typeof SearchHelp>;
