import type { Language } from '../../../locales/index.ts';
import type { ListEntry } from '../../../rules/datasets/list-entry.schema.ts';
import type { Highlights, SearchHelp } from '../../../rules/finding/search-help.schema.ts';
import type { Suggestion } from '../../../rules/finding/suggest.operations.ts';
import type { Services } from '../../context.ts';
import { highlighterOf, type Highlighter } from '../../search/highlights.ts';
import { openListIndexOf } from '../../search/open-list-index.ts';
import type { Hit } from '../../search/search-index.ts';
import { meantBy } from '../../search/spelling.ts';
import type { Suggestions } from '../../search/suggestions.ts';

/** What is asked of the open list in words. */
export interface AskedWords {
  q: string;
  /** Words of a field: its name or label. */
  field: string;
  /** Never by another spelling. */
  asTyped: boolean;
}

/** What words find. */
export interface FoundByWords {
  /** The best first; null where no words were given but those of a field. */
  hits: readonly Hit[] | null;
  /** Ids, in the order of the hits; null where nothing narrows. */
  among: readonly string[] | null;
  help: SearchHelp | null;
  highlightsIn(entry: ListEntry): Highlights | null;
  /** What goes on like the words or sounds like them: for those who found nothing. */
  near(language: Language): Suggestion[];
}

const NOTHING: FoundByWords = {
  ...{ hits: null, among: null, help: null },
  highlightsIn: () => null,
  near: () => [],
};

/** Finds by words, mends their spelling, and says where in a dataset they are. */
export async function foundByWords(services: Services, asked: AskedWords): Promise<FoundByWords> {
  const [q, field] = [asked.q.trim(), asked.field.trim()];
  if (q === '' && field === '') return NOTHING;
  const index = openListIndexOf(services);
  const { lexicon, suggestions } = await index.known();
  const { hits, help } = q === '' ? { hits: null, help: null } : await spelled(q, asked.asTyped);
  const withField = field === '' ? null : suggestions.withField(field);
  const taken = withField && hits ? hits.filter(({ id }) => withField.has(id)) : hits;
  const byWords = highlighterOf(help?.isUsed ? (help.meant ?? q) : q, lexicon);
  const inFields = highlighterOf(`${q} ${field}`, lexicon);
  return {
    hits: taken,
    among: taken ? taken.map(({ id }) => id) : withField && [...withField],
    help,
    highlightsIn: (entry) => highlightsIn(entry, byWords, field === '' ? byWords : inFields),
    near: (language) => nearTo(q || field, suggestions, language),
  };

  async function spelled(text: string, asTyped: boolean): Promise<{ hits: Hit[]; help: SearchHelp }> {
    const typed = await index.search(text);
    const meant = asTyped ? null : meantBy(text, lexicon);
    const mended = meant === null ? [] : await index.search(meant);
    const isUsed = typed.length === 0 && mended.length > 0;
    const given = { meant: mended.length > 0 ? meant : null, isUsed, withoutFilters: 0, near: [] };
    return { hits: isUsed ? mended : typed, help: given };
  }
}

/** Matching fields that are shown of a dataset. */
const SHOWN_FIELDS = 5;

function highlightsIn(entry: ListEntry, byWords: Highlighter, inFields: Highlighter): Highlights {
  const matching = entry.fields.flatMap(({ name, label }) => {
    const pieces = inFields(label || name);
    return pieces.length > 1 || inFields(name.replaceAll('_', ' ')).length > 1
      ? [{ name, label: pieces }]
      : [];
  });
  return {
    name: byWords(entry.name),
    summary: byWords(entry.summary),
    fields: matching.slice(0, SHOWN_FIELDS),
    matchingFields: matching.length,
  };
}

const NEAR = 6;

/** By all that was typed, by each of its words, or by ever less of it. */
function nearTo(typed: string, suggestions: Suggestions, language: Language): Suggestion[] {
  const words = typed.split(/\s+/);
  const shorter = [...typed].slice(2).flatMap((_, at) => [typed.slice(0, -1 - at), typed.slice(1 + at)]);
  for (const text of [typed, ...(words.length > 1 ? words : []), ...shorter]) {
    const found = text.trim().length < 2 ? [] : suggestions.suggest(text, NEAR, language);
    if (found.length > 0) return found;
  }
  return [];
}
