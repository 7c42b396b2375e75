import { Type, type Static } from 'typebox';
import { operation } from '../api/operation.ts';
import { Literals, Nullable } from '../api/views.ts';

/** What can be offered while someone types, in the order in which equals are shown. */
export const SUGGESTION_KINDS = ['word', 'domain', 'publisher', 'district', 'dataset', 'field'] as const;
export type SuggestionKind = (typeof SUGGESTION_KINDS)[number];

/** A text in pieces: those at odd places are what was found. */
export const Pieces = Type.Array(Type.String());

export const Suggestion = Type.Object({
  kind: Literals(SUGGESTION_KINDS),
  text: Type.String(),
  /** The text in pieces: those at odd places (1, 3 …) are what was typed. */
  pieces: Pieces,
  /** What else it is called and was found by: the name of a field, an English name. */
  also: Nullable(Type.String()),
  /** Of a dataset, a publisher or a domain. */
  code: Nullable(Type.String()),
  /** How many datasets it stands for. */
  datasets: Type.Integer(),
});
export type Suggestion = Static<typeof Suggestion>;

export const suggest = operation({
  id: 'suggest',
  method: 'GET',
  path: '/suggest',
  summary:
    'As you type: words, domains, publishers, districts, datasets and fields that go on like this, by characters, pinyin, initials or Latin letters; never what other people typed',
  tag: 'Discovery',
  query: Type.Object({
    q: Type.String({ maxLength: 60, description: 'What was typed so far' }),
    limit: Type.Integer({ minimum: 1, maximum: 20, default: 10 }),
  }),
  response: Type.Object({ items: Type.Array(Suggestion) }),
  problems: [],
});
