import { planOf } from './query-plan.ts';
import { plainText } from './text.ts';
import type { Alternative, Lexicon } from './ways-to-say.ts';

/** Parts a text into pieces: those at odd places are what was found. A text that has nothing of it is one piece. */
export type Highlighter = (text: string) => string[];

/** Marks what a query asks for, in each of the ways in which it may be said. */
export function highlighterOf(query: string, lexicon: Lexicon): Highlighter {
  const typed = plainText(query).split(/\s+/).filter(Boolean);
  const written = typed.map((word): Alternative[] => [{ terms: [word], weight: 1 }]);
  const planned = planOf(query, lexicon);
  const concepts = [...written, ...planned.map(({ alternatives }) => [...alternatives])];
  return (text) => {
    const plain = plainText(text);
    const marked = new Uint8Array(plain.length);
    for (const alternatives of concepts)
      for (const term of termsIn(plain, alternatives)) mark(plain, term, marked);
    const places = placesOf(text, plain);
    return places ? piecesOf(text, (at) => marked[places(at)] === 1) : [text];
  };
}

/** The terms by which a text says something: of whole ways if it has one, else of parts. */
function termsIn(plain: string, alternatives: readonly Alternative[]): readonly string[] {
  const said = alternatives.filter(({ terms }) => terms.every((term) => plain.includes(term)));
  const whole = said.filter(({ part }) => !part);
  return (whole.length > 0 ? whole : said).flatMap(({ terms }) => terms);
}

function mark(plain: string, term: string, marked: Uint8Array): void {
  for (let at = plain.indexOf(term); at >= 0; at = plain.indexOf(term, at + 1)) {
    const to = at + term.length;
    if (isWithinWord(plain, at, to)) continue;
    marked.fill(1, at, to);
  }
}

/** Letters that go on before it: `air` is not what `fair` says. */
const isWithinWord = (plain: string, from: number, to: number): boolean =>
  /^[a-z]/.test(plain.slice(from, to)) && /[a-z]$/.test(plain.slice(0, from));

/** Where a code unit of the text stands in its plain form; null where that cannot be said. */
function placesOf(text: string, plain: string): ((at: number) => number) | null {
  if (text.length === plain.length) return (at) => at;
  const places: number[] = [];
  let length = 0;
  for (const character of text) {
    places.push(...new Array<number>(character.length).fill(length));
    length += plainText(character).length;
  }
  return length === plain.length ? (at) => places[at] ?? 0 : null;
}

function piecesOf(text: string, isFound: (at: number) => boolean): string[] {
  const ends = Array.from({ length: text.length }, (_, at) => at).filter(
    (at) => isFound(at) !== (at > 0 && isFound(at - 1)),
  );
  return [0, ...ends].map((from, place) => text.slice(from, ends[place]));
}
