import { SECRECY_TERMS, type SecrecyTerm } from './signs.ts';

export const MARK_PLACES = ['file-name', 'heading', 'value', 'field', 'entry'] as const;
export type MarkPlace = (typeof MARK_PLACES)[number];

/** A secrecy mark or term, and where it stands. A person looks at it; the platform decides nothing by it. */
export interface SecrecyMark {
  term: SecrecyTerm['code'];
  place: MarkPlace;
  /** The field, or what it was called in the file. */
  at: string;
  /** The words around it, at most 40 characters. */
  words: string;
  /** 1-based row of the file, or null. */
  row: number | null;
}

const AROUND = 12;

/** The first term of each kind in a text, with the words around it. */
export function termsIn(text: string): Pick<SecrecyMark, 'term' | 'words'>[] {
  return SECRECY_TERMS.flatMap(({ code, words }) => {
    const match = words.exec(text);
    if (!match) return [];
    const from = Math.max(0, match.index - AROUND);
    return [{ term: code, words: text.slice(from, match.index + match[0].length + AROUND).slice(0, 40) }];
  });
}

/** Marks in the words of an entry: its name, its fields and what is said of them. */
export function marksOfEntry(entry: {
  name: string;
  summary: string;
  fields: readonly { name: string; label: string; description: string }[];
}): SecrecyMark[] {
  const texts: [MarkPlace, string, string][] = [
    ['entry', entry.name, entry.name],
    ['entry', entry.name, entry.summary],
    ...entry.fields.map(({ name, label, description }): [MarkPlace, string, string] => [
      'field',
      label || name,
      `${label || name} ${description}`,
    ]),
  ];
  return texts.flatMap(([place, at, text]) =>
    termsIn(text).map((found): SecrecyMark => ({ ...found, place, at, row: null })),
  );
}
