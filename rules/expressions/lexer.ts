import { expressionProblem, type QueryPart } from './expression-problem.ts';

export type TokenKind = 'number' | 'text' | 'word' | 'quoted-name' | 'symbol' | 'end';

export interface Token {
  kind: TokenKind;
  /** Of a text or a quoted name: without its quotes. Of a word: as written. */
  value: string;
  /** 1-based, in characters (code points). */
  at: number;
  /** As written, for messages. */
  written: string;
}

const SPACE = /\s+/uy;
const NUMBER = /(?:\d+(?:\.\d*)?|\.\d+)(?![\p{L}\p{N}_.])/uy;
const WORD = /[\p{L}_][\p{L}\p{M}\p{N}_]*/uy;
const TEXT = /'(?:[^']|'')*'/uy;
const QUOTED_NAME = /`(?:[^`]|``)+`/uy;
const SYMBOL = /<=|>=|<>|!=|\|\||[=<>+\-*/%(),]/uy;

type Forms = readonly (readonly [TokenKind, RegExp])[];
const FORMS: Forms = [
  ['number', NUMBER],
  ['text', TEXT],
  ['word', WORD],
  ['quoted-name', QUOTED_NAME],
  ['symbol', SYMBOL],
];

const DOUBLY_QUOTED_NAME = /"(?:[^"]|"")+"/uy;
/** What begins a comment elsewhere is nothing here, rather than two signs. */
const SQL_SYMBOL = /<=|>=|<>|!=|\|\||-(?!-)|\/(?!\*)|[=<>+*%(),;]/uy;
const SQL_FORMS: Forms = [
  ...FORMS.filter(([kind]) => kind !== 'symbol'),
  ['quoted-name', DOUBLY_QUOTED_NAME],
  ['symbol', SQL_SYMBOL],
];

/** Splits an expression into tokens, the last of kind `end`. Throws `invalid-expression` at what fits no form. */
export function tokensOf(source: string, part: QueryPart): Token[] {
  const tokens: Token[] = [];
  let offset = 0;
  let at = 1;
  const take = (form: RegExp): string | null => {
    form.lastIndex = offset;
    const found = form.exec(source)?.[0] ?? null;
    if (found === null) return null;
    offset += found.length;
    return found;
  };
  const advance = (written: string): void => {
    at += lengthOf(written);
  };
  for (;;) {
    advance(take(SPACE) ?? '');
    if (offset >= source.length) break;
    const token = nextToken(take, at, part === 'sql' ? SQL_FORMS : FORMS);
    if (!token) throw strangeCharacter(source, offset, at, part);
    tokens.push(token);
    advance(token.written);
  }
  tokens.push({ kind: 'end', value: '', at, written: '' });
  return tokens;
}

function nextToken(take: (form: RegExp) => string | null, at: number, forms: Forms): Token | null {
  for (const [kind, form] of forms) {
    const written = take(form);
    if (written !== null) return { kind, value: valueOf(kind, written), at, written };
  }
  return null;
}

function valueOf(kind: TokenKind, written: string): string {
  if (kind === 'text') return written.slice(1, -1).replaceAll("''", "'");
  const [quote = ''] = written;
  if (kind === 'quoted-name') return written.slice(1, -1).replaceAll(quote + quote, quote);
  return written === '<>' ? '!=' : written;
}

function strangeCharacter(source: string, offset: number, at: number, part: QueryPart) {
  const rest = source.slice(offset, offset + 40);
  const opening = rest[0];
  if (opening === "'" || opening === '`' || (opening === '"' && part === 'sql')) {
    const found = shortened(rest);
    return expressionProblem({
      reason: 'expression.unclosed',
      part,
      position: at,
      found,
      expected: [`“${opening}”`],
    });
  }
  const found = /^[\p{L}\p{N}_.]+/u.exec(rest)?.[0] ?? Array.from(rest)[0] ?? '';
  const expected = ['expression.kind.value', 'expression.kind.name', 'expression.kind.operator'] as const;
  return expressionProblem({ reason: 'expression.expected', part, position: at, found, expected });
}

export const shortened = (written: string): string => {
  const characters = Array.from(written);
  return characters.length > 30 ? `${characters.slice(0, 29).join('')}…` : written;
};

/** In characters (code points), without making an array of them. */
function lengthOf(written: string): number {
  let length = 0;
  for (let index = 0; index < written.length; length += 1)
    index += (written.codePointAt(index) ?? 0) > 0xffff ? 2 : 1;
  return length;
}
