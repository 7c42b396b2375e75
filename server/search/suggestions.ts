import type { Language } from '../../locales/index.ts';
import { publicPart } from '../../rules/datasets/list-entry.schema.ts';
import type { Suggestion, SuggestionKind } from '../../rules/finding/suggest.operations.ts';
import type { Profile } from '../../rules/profile/profile.schema.ts';
import { ENGLISH } from '../../rules/search/english.ts';
import { RELATED, SYNONYMS } from '../../rules/search/synonyms.ts';
import { Recent } from '../recent.ts';
import { typedAs, type Completed, type Match, type Typed } from './completion-block.ts';
import { createCompletions, type Counted } from './completions.ts';
import type { ListedText } from './search-document.ts';
import type { Segmenter } from './segmenter.ts';
import { syllablesOf } from './sounds.ts';
import { plainText, runsOf } from './text.ts';

/** What the open list offers while someone types; datasets are put and removed at any time. */
export interface Suggestions {
  put(dataset: ListedText): void;
  remove(id: string): void;
  /** What goes on as it was typed, the best first, things of one kind together. */
  suggest(typed: string, limit: number, language: Language): Suggestion[];
  /** Ids of the datasets that have a field whose name or label goes so. */
  withField(typed: string): Set<string>;
}

interface Offered extends Completed {
  kind: SuggestionKind;
  text: string;
  others: readonly string[];
  /** Named in English by the first of the other names. */
  isBilingual: boolean;
  code: string | null;
  /** Of a field: which datasets have it. */
  datasets: Set<string> | null;
}

/** What each kind has ahead of others that were found alike, and how many of it are shown at most. */
const KINDS: Readonly<Record<SuggestionKind, { ahead: number; most: number }>> = {
  word: { ahead: 40, most: 4 },
  domain: { ahead: 60, most: 2 },
  publisher: { ahead: 50, most: 3 },
  district: { ahead: 60, most: 2 },
  dataset: { ahead: 20, most: 6 },
  field: { ahead: 0, most: 3 },
};
const BY_WAY = { characters: 300, sound: 200, initials: 170 };
const AHEAD = { start: 60, whole: 60, doubling: 6, otherName: -40 };
const REMEMBERED = 1000;

export function createSuggestions(profile: Profile, segmenter: Segmenter): Suggestions {
  const completions = createCompletions<Offered>();
  const byDataset = new Map<string, Counted<Offered>[]>();
  const remembered = new Recent<Suggestion[]>(REMEMBERED);

  function remove(id: string): void {
    for (const counted of byDataset.get(id) ?? []) {
      counted.thing.datasets?.delete(id);
      completions.remove(counted);
    }
    byDataset.delete(id);
    remembered.clear();
  }

  return {
    put(dataset) {
      remove(dataset.id);
      const offered = offeredBy(dataset, profile, segmenter).map(([key, make]) => completions.put(key, make));
      for (const { thing } of offered) thing.datasets?.add(dataset.id);
      byDataset.set(dataset.id, offered);
    },
    remove,
    suggest(text, limit, language) {
      const typed = typedAs(text);
      if (typed.plain === '') return [];
      const key = JSON.stringify([typed.plain, limit, language]);
      const known = remembered.get(key);
      if (known) return known;
      const made = chosen(completions.matches(typed), typed, limit).map((each) => shown(each, language));
      remembered.set(key, made);
      return made;
    },
    withField(text) {
      const typed = typedAs(text);
      if (typed.plain === '') return new Set();
      const fields = completions.matches(typed).filter(({ counted }) => counted.thing.kind === 'field');
      return new Set(fields.flatMap(({ counted }) => [...(counted.thing.datasets ?? [])]));
    },
  };
}

type Offer = [key: string, make: () => Offered];

function offer(kind: SuggestionKind, text: string, more: Partial<Offered> & { by?: string } = {}): Offer {
  const { others = [], code = null, isBilingual = false, by = text } = more;
  const make = (): Offered => {
    const plain = inOneLine(text);
    return {
      ...{ kind, text, others, code, isBilingual, plain },
      also: others.map(inOneLine).join('\t'),
      syllables: syllablesOf(plain),
      datasets: kind === 'field' ? new Set() : null,
    };
  };
  return [`${kind} ${by}`, make];
}

const inOneLine = (text: string): string => plainText(text).replaceAll(/\s/g, ' ');

/** What a dataset can be offered by: of a closed one, what is public of it. */
function offeredBy(dataset: ListedText, profile: Profile, segmenter: Segmenter): Offer[] {
  const { id, code, publisher, publisherCode, publisherNameEn } = dataset;
  const entry = dataset.entry && publicPart(dataset.entry);
  if (!entry) return [];
  const domain = profile.domains.find((each) => each.code === entry.domain);
  const offers = [
    offer('dataset', entry.name, { code, others: [code], by: `${id}\t${entry.name}` }),
    offer('publisher', publisher, {
      code: publisherCode ?? null,
      by: `${publisher}\t${publisherNameEn ?? ''}`,
      ...(publisherNameEn && { others: [publisherNameEn], isBilingual: true }),
    }),
    ...(domain
      ? [
          offer('domain', domain.name['zh-CN'], {
            code: domain.code,
            others: [domain.name.en],
            isBilingual: true,
          }),
        ]
      : []),
    ...profile.districts
      .filter((district) => entry.name.includes(district) || entry.area.includes(district))
      .map((district) => offer('district', district)),
    ...wordsOf(entry, segmenter).map((word) => offer('word', word, { others: otherWords().get(word) ?? [] })),
    ...entry.fields.map(({ name, label }) =>
      offer('field', label || name, {
        others: label && name !== label ? [name] : [],
        by: `${label}\t${name}`,
      }),
    ),
  ];
  return [...new Map(offers).entries()];
}

function wordsOf({ name, keywords }: { name: string; keywords: string[] }, segmenter: Segmenter): string[] {
  const inName = runsOf(plainText(name)).flatMap(({ han, text }) => (han ? segmenter.words(text) : [text]));
  return [...new Set([...inName.filter((word) => word.length > 1 && !/^\d+$/.test(word)), ...keywords])];
}

let others: Map<string, string[]> | null = null;

/** What else a word is called, in Chinese and in English. */
function otherWords(): Map<string, string[]> {
  if (others) return others;
  const found = new Map<string, string[]>();
  const add = (word: string, other: string) => found.set(word, [...(found.get(word) ?? []), other]);
  for (const row of [...SYNONYMS, ...RELATED])
    for (const word of row) for (const other of row) if (other !== word) add(word, other);
  for (const [english, word] of ENGLISH) add(word, english);
  others = found;
  return found;
}

interface Found {
  counted: Counted<Offered>;
  match: Match;
}

interface Ranked extends Found {
  score: number;
}

/** The best, not too many of a kind; fields of one label are one. */
function chosen(found: readonly Found[], typed: Typed, limit: number): Found[] {
  const byKind = new Map<SuggestionKind, Ranked[]>();
  for (const each of found) {
    const { kind } = each.counted.thing;
    const best = byKind.get(kind) ?? [];
    byKind.set(kind, best);
    takeIn(best, { ...each, score: scoreOf(each, typed) }, KINDS[kind].most);
  }
  const best = [...byKind.values()].flat().sort(inOrder).slice(0, limit);
  return [...new Set(best.map(({ counted }) => counted.thing.kind))].flatMap((kind) =>
    best.filter(({ counted }) => counted.thing.kind === kind),
  );
}

/** Keeps so many of the best, in order, each text once. */
function takeIn(best: Ranked[], one: Ranked, most: number): void {
  const last = best.at(-1);
  if (best.length === most && last && inOrder(last, one) <= 0) return;
  const { plain, code } = one.counted.thing;
  const same = best.findIndex(({ counted: { thing } }) => thing.plain === plain && thing.code === code);
  if (same >= 0 && inOrder(best[same] ?? one, one) <= 0) return;
  if (same >= 0) best.splice(same, 1);
  best.push(one);
  best.sort(inOrder);
  best.splice(most);
}

const inOrder = (one: Ranked, other: Ranked): number =>
  other.score - one.score || compare(one.counted.thing.text, other.counted.thing.text);

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

function scoreOf({ counted: { thing, count }, match }: Found, typed: Typed): number {
  const isOtherName = match.range[0] > thing.plain.length;
  // What sounds as the characters that were typed is a guess; what sounds as the letters is what was meant.
  const way = match.way === 'sound' && !typed.isLatin ? BY_WAY.initials - 60 : BY_WAY[match.way];
  return (
    way +
    KINDS[thing.kind].ahead +
    (match.atStart ? AHEAD.start : 0) +
    (thing.plain === typed.plain ? AHEAD.whole : 0) +
    (isOtherName ? AHEAD.otherName : 0) +
    AHEAD.doubling * Math.log2(count)
  );
}

function shown({ counted: { thing, count }, match }: Found, language: Language): Suggestion {
  const { kind, code, plain } = thing;
  const [from, to] = match.range;
  const other = from > plain.length ? otherAt(thing, from) : null;
  const inEnglish = language === 'en' && thing.isBilingual;
  const text = inEnglish ? (thing.others[0] ?? thing.text) : thing.text;
  const marked = inEnglish ? null : other ? null : match.range;
  const isMarkable = marked !== null && plain.length === text.length;
  return {
    ...{ kind, text, code, datasets: count },
    pieces: isMarkable ? [text.slice(0, from), text.slice(from, to), text.slice(to)] : [text],
    also: inEnglish ? thing.text : other,
  };
}

/** The other name in which a place of all names, parted by tabs, lies. */
function otherAt({ plain, also, others: names }: Offered, at: number): string | null {
  const before = also.slice(0, at - plain.length - 1).split('\t').length - 1;
  return names[before] ?? null;
}
