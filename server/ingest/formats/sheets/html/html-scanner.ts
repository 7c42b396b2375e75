import { refuse } from '../../../../../rules/reading/refusal.ts';

/** Names are in lower case; attributes and text as they stand in the page. */
export interface HtmlHandlers {
  open(name: string, attributes: string): void;
  close(name: string): void;
  text(raw: string): void;
}

export interface HtmlScanner {
  push(chunk: string): void;
  end(): void;
}

const LONGEST_HELD = 8 * 1024 * 1024;
/** What stands in these is no text of the page. */
const RAW = new Set(['script', 'style', 'textarea', 'noscript', 'template', 'iframe', 'svg', 'select']);

const NAMED: Record<string, string> = {
  nbsp: ' ',
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  copy: '©',
  reg: '®',
  deg: '°',
  plusmn: '±',
  sup2: '²',
  sup3: '³',
  middot: '·',
  times: '×',
  divide: '÷',
  yen: '¥',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  bull: '•',
  permil: '‰',
  ensp: ' ',
  emsp: ' ',
  thinsp: ' ',
};

function entity(whole: string, decimal?: string, hex?: string, name?: string): string {
  if (name !== undefined) return NAMED[name] ?? whole;
  const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number.parseInt(decimal, 10);
  if (code === 160) return ' ';
  // Pages name characters by their number in windows-1252 and mean those.
  if (code >= 128 && code < 160) return new TextDecoder('windows-1252').decode(Uint8Array.of(code));
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
}

/** Text with character references resolved; those that are not known stay as they are. */
export const htmlText = (raw: string): string =>
  raw.includes('&') ? raw.replace(/&(?:#(\d{1,7});?|#x([0-9a-f]{1,6});?|([a-z]\w{1,7});)/gi, entity) : raw;

/** The value of an attribute in the raw attributes of a tag, quoted or not; undefined when there is none. */
export function htmlAttribute(attributes: string, name: string): string | undefined {
  const match = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'i').exec(
    attributes,
  );
  return match ? htmlText(match[1] ?? match[2] ?? match[3] ?? '') : undefined;
}

const TAG = /^<(\/?)([a-z][a-z0-9:-]*)/i;

/** Where a tag ends (its `>`), quoted values skipped; -1 when it goes on. */
function tagEnd(text: string, from: number): number {
  let quote = 0;
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (quote !== 0) {
      if (code === quote) quote = 0;
    } else if (code === 62) return at;
    else if ((code === 34 || code === 39) && text.charCodeAt(at - 1) === 61) quote = code;
  }
  return -1;
}

/** Scans a page in chunks, as forgiving as a browser; nothing is run and nothing is fetched. */
export class HtmlTags implements HtmlScanner {
  private readonly handlers: HtmlHandlers;
  private held = '';
  /** The element whose content is being skipped. */
  private raw = '';

  constructor(handlers: HtmlHandlers) {
    this.handlers = handlers;
  }

  push(chunk: string): void {
    const text = this.held + chunk;
    let at = 0;
    for (let next = 0; next >= 0 && at < text.length;) {
      next = this.raw === '' ? this.piece(text, at) : this.skipRaw(text, at);
      if (next >= 0) at = next;
    }
    this.held = text.slice(at);
    if (this.held.length > LONGEST_HELD) refuse('unreadable-file', 'damaged-workbook', { part: 'HTML' });
  }

  end(): void {
    if (this.raw === '' && !this.held.startsWith('<')) this.handlers.text(this.held);
  }

  /** Takes text or one piece of markup; answers where it ends, or -1 when more is needed. */
  private piece(text: string, at: number): number {
    if (text[at] !== '<') {
      const next = text.indexOf('<', at);
      // A reference must not be cut in two, so the last stretch waits for what follows.
      if (next < 0) return -1;
      this.handlers.text(text.slice(at, next));
      return next;
    }
    if (text.length - at < 4) return -1;
    if (text.startsWith('<!--', at)) return after(text, '-->', at + 4);
    if (text[at + 1] === '!' || text[at + 1] === '?') return after(text, '>', at);
    return this.tag(text, at);
  }

  private tag(text: string, at: number): number {
    const match = TAG.exec(text.slice(at, at + 64));
    if (!match) {
      this.handlers.text('<');
      return at + 1;
    }
    const end = tagEnd(text, at + match[0].length);
    if (end < 0) return -1;
    const name = (match[2] ?? '').toLowerCase();
    const attributes = text.slice(at + match[0].length, end);
    if (match[1] === '/') this.handlers.close(name);
    else {
      this.handlers.open(name, attributes);
      if (RAW.has(name) && !attributes.endsWith('/')) this.raw = name;
    }
    return end + 1;
  }

  private skipRaw(text: string, at: number): number {
    const found = new RegExp(`</${this.raw}[\\s/>]`, 'i').exec(text.slice(at));
    if (found) {
      this.raw = '';
      return at + found.index;
    }
    const kept = Math.max(at, text.length - 16);
    return kept === at ? -1 : kept;
  }
}

function after(text: string, mark: string, from: number): number {
  const end = text.indexOf(mark, from);
  return end < 0 ? -1 : end + mark.length;
}
