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
}

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

/**
 * Scans XML in chunks without building anything. `part` names the file in refusals. A DOCTYPE is refused, so there are
 * no entities to expand and nothing to fetch.
 */
export function createXmlScanner(part: string, handlers: XmlHandlers): XmlScanner {
  let held = '';

  function openTag(tag: string): void {
    const closes = tag.endsWith('/');
    const body = closes ? tag.slice(0, -1) : tag;
    const space = body.search(SPACE);
    const name = localName(space < 0 ? body : body.slice(0, space));
    handlers.open(name, space < 0 ? '' : body.slice(space));
    if (closes) handlers.close(name);
  }

  /** Takes what begins with `<` at `at`; answers where it ends, or -1 when more text is needed. */
  function markup(text: string, at: number): number {
    const second = text[at + 1];
    if (second === undefined) return -1;
    if (second === '?') return after(text, '?>', at);
    if (second === '!') return declaration(text, at);
    const end = tagEnd(text, at + 1);
    if (end < 0) return -1;
    if (second === '/') handlers.close(localName(text.slice(at + 2, end).trimEnd()));
    else openTag(text.slice(at + 1, end));
    return end + 1;
  }

  function declaration(text: string, at: number): number {
    if (text.startsWith('<!--', at)) return after(text, '-->', at + 4);
    if (text.startsWith('<![CDATA[', at)) {
      const end = text.indexOf(']]>', at);
      if (end < 0) return -1;
      handlers.text(text.slice(at + 9, end).replaceAll('&', '&amp;'));
      return end + 3;
    }
    if (text.length - at < 9) return -1;
    return refuse('unreadable-file', 'workbook-doctype', { part });
  }

  function after(text: string, mark: string, from: number): number {
    const end = text.indexOf(mark, from);
    return end < 0 ? -1 : end + mark.length;
  }

  return {
    push(chunk) {
      const text = held === '' ? chunk : held + chunk;
      let at = 0;
      for (;;) {
        const tag = text.indexOf('<', at);
        if (tag < 0) break;
        if (tag > at) handlers.text(text.slice(at, tag));
        at = handlers.elements?.(text, tag) ?? tag;
        if (at > tag) continue;
        const next = markup(text, at);
        if (next < 0) break;
        at = next;
      }
      held = text.slice(at);
      if (held.length > LONGEST_HELD) refuse('unreadable-file', 'damaged-workbook', { part });
    },
    end() {
      if (held.trim() !== '' && held.trim() !== '\0') refuse('unreadable-file', 'damaged-workbook', { part });
    },
  };
}
