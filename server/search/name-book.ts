import type { Segmenter } from './segmenter.ts';
import { initialsOf } from './sounds.ts';

/** The names of documents, by the initials of their characters. */
export interface NameBook {
  /** `initials` has a letter for each code unit of the name; where it cannot have, or the name is empty, there is none. */
  set(document: number, name: string, initials: string): void;
  /** The same of a document in another book. */
  take(document: number, from: NameBook, there: number): void;
  of(document: number): { name: string; initials: string };
  /** Stretches of names whose characters begin with these letters, the commonest first. */
  byInitials(letters: string): string[];
}

/** Names one after the other, and their initials: a place in one is that place in the other. */
interface Page {
  names: string;
  initials: string;
}

const PAGE_BITS = 9;
const PAGE = 1 << PAGE_BITS;
const lineOf = (document: number): number => document & (PAGE - 1);

/** Pages of names as one text each; one of them lies open, line by line. */
export function createNameBook(): NameBook {
  const pages: Page[] = [];
  let open = { page: 0, names: noLines(), initials: noLines() };

  function close(): void {
    pages[open.page] = { names: open.names.join('\n'), initials: open.initials.join('\n') };
  }
  function openAt(document: number): void {
    const page = document >> PAGE_BITS;
    if (open.page === page) return;
    close();
    while (pages.length <= page) pages.push({ names: '', initials: '' });
    const { names = '', initials = '' } = pages[page] ?? {};
    const linesOf = (text: string): string[] => (text === '' ? noLines() : text.split('\n'));
    open = { page, names: linesOf(names), initials: linesOf(initials) };
  }
  function set(document: number, name: string, initials: string): void {
    openAt(document);
    const fits = initials.length === name.length && !name.includes('\n');
    open.names[lineOf(document)] = fits ? name : '';
    open.initials[lineOf(document)] = fits ? initials : '';
  }
  function of(document: number): { name: string; initials: string } {
    openAt(document);
    const line = lineOf(document);
    return { name: open.names[line] ?? '', initials: open.initials[line] ?? '' };
  }

  return {
    set,
    of,
    take(document, from, there) {
      const { name, initials } = from.of(there);
      set(document, name, initials);
    },
    byInitials(letters) {
      close();
      const counts = new Map<string, number>();
      for (const page of pages) countStretches(page, letters, counts);
      return [...counts]
        .sort(([one, count], [other, more]) => more - count || (one < other ? -1 : 1))
        .map(([stretch]) => stretch);
    },
  };
}

const noLines = (): string[] => Array<string>(PAGE).fill('');

function countStretches({ names, initials }: Page, letters: string, counts: Map<string, number>): void {
  for (let at = initials.indexOf(letters); at >= 0; at = initials.indexOf(letters, at + 1)) {
    const stretch = names.slice(at, at + letters.length);
    counts.set(stretch, (counts.get(stretch) ?? 0) + 1);
  }
}

const HAN = /\p{Script=Han}+/gu;
/** Words whose initials are remembered: what a character sounds like depends on its word, and finding out takes long. */
const REMEMBERED = 50_000;

/** The initials of names, a letter for each character; what is no Chinese character stands for itself. */
export function createInitials({ words }: Segmenter): (name: string) => string {
  const known = new Map<string, string>();
  const ofWord = (word: string): string => {
    const initials = known.get(word) ?? initialsOf(word);
    if (known.size >= REMEMBERED) known.clear();
    known.set(word, initials);
    return initials;
  };
  return (name) => name.replaceAll(HAN, (run) => words(run).map(ofWord).join(''));
}
