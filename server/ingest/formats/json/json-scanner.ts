import { READING_LIMITS } from '../../../../rules/reading/limits.ts';
import { refuse } from '../../../../rules/reading/refusal.ts';

export type ScalarKind = 'string' | 'number' | 'boolean' | 'null' | 'notNumber';

/** What stands in a JSON text, in order. `notNumber` is NaN or an infinity, which JSON has not but programs write. */
export interface JsonHandlers {
  open(kind: '{' | '['): void;
  close(): void;
  key(name: string): void;
  /** Strings are decoded; everything else is as written. */
  scalar(text: string, kind: ScalarKind): void;
}

type Awaited = 'value' | 'valueOrClose' | 'key' | 'keyOrClose' | 'colon' | 'commaOrClose' | 'nextDocument';

const OBJECT = 1;
const ARRAY = 2;
const QUOTE = 34;
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const WORDS: Readonly<Record<string, ScalarKind>> = {
  true: 'boolean',
  false: 'boolean',
  null: 'null',
  NaN: 'notNumber',
  Infinity: 'notNumber',
  '-Infinity': 'notNumber',
};

/** Whether a number or word ends before this character. */
const isDelimiter = (code: number): boolean =>
  code <= 32 || code === 44 || code === 58 || code === 93 || code === 125 || code === 91 || code === 123;

/** Line breaks and tabs that stand in a string unescaped, which the runtime's parser does not take. */
const escapeControls = (raw: string): string =>
  raw.replace(/\p{Cc}/gu, (character) => JSON.stringify(character).slice(1, -1));

/**
 * Reads JSON piece by piece, holding no more than one value. Several values, each on a line of its own, are taken too
 * (NDJSON). Throws `unreadable-file` or `too-large` with row and column, 1-based in the decoded text.
 */
export class JsonScanner {
  private readonly handlers: JsonHandlers;
  private readonly stack = new Uint8Array(READING_LIMITS.depth);
  private depth = 0;
  private awaited: Awaited = 'value';
  private text = '';
  private at = 0;
  /** Characters before `text`, the line that `at` is on, and where that line began. */
  private before = 0;
  private line = 1;
  private lineStart = 0;
  private nextBackslash = -1;
  private nextBreak = -1;
  private startLine = 1;
  private endLine = 0;
  private severalLines = false;

  constructor(handlers: JsonHandlers) {
    this.handlers = handlers;
  }

  push(chunk: string): void {
    this.before += this.at;
    this.text = this.text.slice(this.at) + chunk;
    this.at = 0;
    this.nextBackslash = this.nextBreak = -1;
    this.scan(false);
  }

  /** Must be called once after the last piece. */
  end(): void {
    this.push('');
    this.scan(true);
    const isWhole = this.awaited === 'nextDocument' && this.at >= this.text.length;
    if (!isWhole) this.refuseAt('json-cut', this.text.length);
  }

  private scan(isLast: boolean): void {
    for (;;) {
      this.skipBlanks();
      if (this.at >= this.text.length) return;
      const from = this.at;
      if (!this.token(this.text.charCodeAt(from), isLast)) {
        if (this.text.length - from > READING_LIMITS.cellCharacters)
          this.refuseAt('json-value-too-long', from, { limit: READING_LIMITS.cellCharacters });
        return;
      }
    }
  }

  private skipBlanks(): void {
    const { text } = this;
    let { at } = this;
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === 10) {
        this.line++;
        this.lineStart = this.before + at + 1;
      } else if (code !== 32 && code !== 13 && code !== 9 && code !== 0xfeff) break;
    }
    this.at = at;
  }

  /** Takes what begins with `code`; false when it goes on in the next piece. */
  private token(code: number, isLast: boolean): boolean {
    switch (this.awaited) {
      case 'colon':
        if (code !== 58) return this.unexpected();
        return this.step('value');
      case 'commaOrClose':
        if (code === 44) return this.step(this.top() === OBJECT ? 'key' : 'value');
        return this.closes(code) ? this.close() : this.unexpected();
      case 'key':
      case 'keyOrClose':
        if (code === QUOTE) return this.key();
        return this.awaited === 'keyOrClose' && code === 125 ? this.close() : this.unexpected();
      case 'nextDocument':
        this.beginDocument();
        return this.value(code, isLast);
      case 'valueOrClose':
        return code === 93 ? this.close() : this.value(code, isLast);
      case 'value':
        return this.value(code, isLast);
    }
  }

  private step(awaited: Awaited): true {
    this.at++;
    this.awaited = awaited;
    return true;
  }

  private top(): number {
    return this.stack[this.depth - 1] ?? 0;
  }

  private closes(code: number): boolean {
    return this.top() === OBJECT ? code === 125 : code === 93;
  }

  private value(code: number, isLast: boolean): boolean {
    if (this.depth === 0) this.startLine = this.line;
    if (code === 123 || code === 91) return this.open(code === 123);
    if (code === QUOTE) return this.string();
    return this.word(isLast);
  }

  private open(isObject: boolean): true {
    if (this.depth === READING_LIMITS.depth)
      this.refuseAt('too-deep', this.at, { limit: READING_LIMITS.depth });
    this.stack[this.depth++] = isObject ? OBJECT : ARRAY;
    this.handlers.open(isObject ? '{' : '[');
    return this.step(isObject ? 'keyOrClose' : 'valueOrClose');
  }

  private close(): true {
    this.depth--;
    this.at++;
    this.handlers.close();
    this.afterValue();
    return true;
  }

  private afterValue(): void {
    this.awaited = this.depth > 0 ? 'commaOrClose' : 'nextDocument';
    if (this.depth > 0) return;
    this.endLine = this.line;
    this.severalLines ||= this.startLine !== this.line;
  }

  /** A further value is a record of NDJSON, which has one line each; after a document of many lines it is a stray. */
  private beginDocument(): void {
    if (this.severalLines || this.line === this.endLine) this.refuseAt('json-trailing', this.at);
  }

  private key(): boolean {
    const name = this.quoted();
    if (name === null) return false;
    this.handlers.key(name);
    this.awaited = 'colon';
    return true;
  }

  private string(): boolean {
    const value = this.quoted();
    if (value === null) return false;
    this.handlers.scalar(value, 'string');
    this.afterValue();
    return true;
  }

  /** The string that begins at the quote here, and goes past it; null when its end is not there yet. */
  private quoted(): string | null {
    const { text, at: from } = this;
    let end = text.indexOf('"', from + 1);
    const escape = this.backslashFrom(from);
    if (end >= 0 && escape < end) end = this.endAfterEscapes(escape);
    if (end < 0) return null;
    const raw = text.slice(from + 1, end);
    const hasBreak = this.breakFrom(from) < end;
    const value = escape < end ? this.unescaped(raw) : raw;
    if (hasBreak) this.countLines(from, end);
    this.at = end + 1;
    return value;
  }

  private backslashFrom(from: number): number {
    if (this.nextBackslash < from) {
      const found = this.text.indexOf('\\', from);
      this.nextBackslash = found < 0 ? Infinity : found;
    }
    return this.nextBackslash;
  }

  private breakFrom(from: number): number {
    if (this.nextBreak < from) {
      const found = this.text.indexOf('\n', from);
      this.nextBreak = found < 0 ? Infinity : found;
    }
    return this.nextBreak;
  }

  private endAfterEscapes(firstEscape: number): number {
    const { text } = this;
    for (let at = firstEscape; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === 92) at++;
      else if (code === QUOTE) return at;
    }
    return -1;
  }

  private unescaped(raw: string): string {
    try {
      return String(JSON.parse(`"${escapeControls(raw)}"`));
    } catch {
      return this.refuseAt('bad-json', this.at, { found: raw.slice(0, SHOWN) });
    }
  }

  private countLines(from: number, to: number): void {
    for (let at = this.text.indexOf('\n', from); at >= 0 && at < to; at = this.text.indexOf('\n', at + 1)) {
      this.line++;
      this.lineStart = this.before + at + 1;
    }
  }

  private word(isLast: boolean): boolean {
    const { text, at: from } = this;
    let end = from;
    while (end < text.length && !isDelimiter(text.charCodeAt(end))) end++;
    if (end === text.length && !isLast) return false;
    const word = text.slice(from, end);
    const kind = NUMBER.test(word) ? 'number' : Object.hasOwn(WORDS, word) ? WORDS[word] : undefined;
    if (kind === undefined) return this.unexpected();
    this.at = end;
    this.handlers.scalar(word, kind);
    this.afterValue();
    return true;
  }

  private unexpected(): never {
    const found = /^\S+/.exec(this.text.slice(this.at, this.at + SHOWN))?.[0] ?? '';
    const reason = this.awaited === 'nextDocument' ? 'json-trailing' : 'bad-json';
    return this.refuseAt(reason, this.at, { found });
  }

  private refuseAt(reason: string, at: number, args: Record<string, string | number> = {}): never {
    const code = 'limit' in args ? 'too-large' : 'unreadable-file';
    return refuse(code, reason, { ...args, row: this.line, column: this.before + at - this.lineStart + 1 });
  }
}

/** Characters of the file that a refusal quotes. */
const SHOWN = 20;
