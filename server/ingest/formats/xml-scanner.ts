import { refuse } from '../../../rules/reading/refusal.ts';

/** Names come without namespace prefix; attributes and text as they stand in the file (see `attribute`, `plainText`). */
export interface XmlHandlers {
  open(name: string, attributes: string): void;
  close(name: string): void;
  text(raw: string): void;
  /**
   * Takes whole elements that begin at `at`, where that is quicker than one event after the other; answers where the last
   * of them ends, or `at` when it leaves them to the events.
   */
  elements?(text: string, at: number): number;
}

export interface XmlScanner {
  push(chunk: string): void;
  end(): void;
  /** Where the scanner is: 1-based, in characters. */
  place(): { row: number; column: number };
}

/** What a kind of XML allows; parts of workbooks are the strict ones. */
export interface XmlRules {
  /** Names come with their namespace prefix. */
  qualified: boolean;
  /** Refuses a DOCTYPE, or lets one pass that declares nothing. */
  doctype(declares: boolean): void;
  /** Refuses what is cut off or never ends. */
  broken(): never;
}

const workbookRules = (part: string): XmlRules => ({
  qualified: false,
  doctype: () => refuse('unreadable-file', 'workbook-doctype', { part }),
  broken: () => refuse('unreadable-file', 'damaged-workbook', { part }),
});

/** Longest tag, comment or stretch of text that is held while more is awaited. */
const LONGEST_HELD = 8 * 1024 * 1024;

const ENTITIES: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function entity(whole: string, name: string): string {
  if (!name.startsWith('#')) return ENTITIES[name] ?? whole;
  const code = name[1] === 'x' ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
}

/** Text with the five XML entities and character references resolved. No other entity exists, so none can expand. */
export const plainText = (raw: string): string =>
  raw.includes('&') ? raw.replace(/&(#x[0-9a-fA-F]+|#\d+|\w+);/g, entity) : raw;

/** The value of an attribute in the raw attributes of a tag, or undefined. Names are matched without prefix. */
export function attribute(attributes: string, name: string): string | undefined {
  for (let at = attributes.indexOf(name); at >= 0; at = attributes.indexOf(name, at + 1)) {
    const before = attributes.charCodeAt(at - 1);
    if (before > 32 && before !== 58) continue;
    let next = at + name.length;
    while (attributes.charCodeAt(next) <= 32) next++;
    if (attributes[next] !== '=') continue;
    do next++;
    while (attributes.charCodeAt(next) <= 32);
    const quote = attributes[next];
    if (quote !== '"' && quote !== "'") continue;
    const end = attributes.indexOf(quote, next + 1);
    if (end >= 0) return plainText(attributes.slice(next + 1, end));
  }
  return undefined;
}

const SPACE = /[\s/]/;

function localName(tag: string): string {
  const colon = tag.indexOf(':');
  return colon < 0 ? tag : tag.slice(colon + 1);
}

/** Where the tag that begins at `from` ends (its `>`), quoted values skipped; -1 when it goes on. */
function tagEnd(text: string, from: number): number {
  let quote = 0;
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (quote !== 0) {
      if (code === quote) quote = 0;
    } else if (code === 62) return at;
    else if (code === 34 || code === 39) quote = code;
  }
  return -1;
}

/** Whether a DOCTYPE has declarations of its own, and where it ends; null when it goes on. */
function doctypeAt(text: string, at: number): { declares: boolean; end: number } | null {
  const end = text.indexOf('>', at);
  const inner = text.indexOf('[', at);
  if (inner >= 0 && (end < 0 || inner < end)) return { declares: true, end: text.length };
  return end < 0 ? null : { declares: false, end: end + 1 };
}

function countBreaks(text: string, to: number): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) count++;
  return count;
}

class Scanner implements XmlScanner {
  private readonly handlers: XmlHandlers;
  private readonly rules: XmlRules;
  private text = '';
  private at = 0;
  private rowsBefore = 0;
  private columnsBefore = 0;

  constructor(handlers: XmlHandlers, rules: XmlRules) {
    this.handlers = handlers;
    this.rules = rules;
  }

  push(chunk: string): void {
    const text = this.text === '' ? chunk : this.text + chunk;
    this.text = text;
    for (let tag = text.indexOf('<'); tag >= 0; tag = text.indexOf('<', this.at)) {
      if (tag > this.at) this.handlers.text(text.slice(this.at, tag));
      this.at = this.handlers.elements?.(text, tag) ?? tag;
      if (this.at > tag) continue;
      const next = this.markup(text, tag);
      if (next < 0) break;
      this.at = next;
    }
    this.drop();
    if (this.text.length > LONGEST_HELD) this.rules.broken();
  }

  end(): void {
    if (this.text.trim() !== '' && this.text.trim() !== '\0') this.rules.broken();
  }

  place(): { row: number; column: number } {
    const { text, at } = this;
    const breaks = countBreaks(text, at);
    const column = breaks > 0 ? at - text.lastIndexOf('\n', at - 1) : this.columnsBefore + at + 1;
    return { row: this.rowsBefore + breaks + 1, column };
  }

  /** Lets go of what was scanned, remembering how many lines it had. */
  private drop(): void {
    const { row, column } = this.place();
    this.rowsBefore = row - 1;
    this.columnsBefore = column - 1;
    this.text = this.text.slice(this.at);
    this.at = 0;
  }

  /** Takes what begins with `<` at `from`; answers where it ends, or -1 when more text is needed. */
  private markup(text: string, from: number): number {
    const second = text[from + 1];
    if (second === undefined) return -1;
    if (second === '?') return after(text, '?>', from);
    if (second === '!') return this.declaration(text, from);
    const end = tagEnd(text, from + 1);
    if (end < 0) return -1;
    if (second === '/') this.handlers.close(this.nameOf(text.slice(from + 2, end).trimEnd()));
    else this.openTag(text.slice(from + 1, end));
    return end + 1;
  }

  private openTag(tag: string): void {
    const closes = tag.endsWith('/');
    const body = closes ? tag.slice(0, -1) : tag;
    const space = body.search(SPACE);
    const name = this.nameOf(space < 0 ? body : body.slice(0, space));
    this.handlers.open(name, space < 0 ? '' : body.slice(space));
    if (closes) this.handlers.close(name);
  }

  private nameOf(tag: string): string {
    return this.rules.qualified ? tag : localName(tag);
  }

  private declaration(text: string, from: number): number {
    if (text.startsWith('<!--', from)) return after(text, '-->', from + 4);
    if (text.startsWith('<![CDATA[', from)) {
      const end = text.indexOf(']]>', from);
      if (end < 0) return -1;
      this.handlers.text(text.slice(from + 9, end).replaceAll('&', '&amp;'));
      return end + 3;
    }
    if (text.length - from < 9) return -1;
    const doctype = doctypeAt(text, from);
    if (doctype) this.rules.doctype(doctype.declares);
    return doctype?.end ?? -1;
  }
}

function after(text: string, mark: string, from: number): number {
  const end = text.indexOf(mark, from);
  return end < 0 ? -1 : end + mark.length;
}

/**
 * Scans XML in chunks without building anything. `part` names the file in refusals. No DOCTYPE that declares anything
 * gets past the rules, so there are no entities to expand and nothing to fetch.
 */
export const createXmlScanner = (
  part: string,
  handlers: XmlHandlers,
  rules: XmlRules = workbookRules(part),
): XmlScanner => new Scanner(handlers, rules);
