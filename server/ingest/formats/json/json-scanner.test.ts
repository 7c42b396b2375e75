import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Problem } from '../../../../rules/problems/problems.ts';
import { READING_LIMITS } from '../../../../rules/reading/limits.ts';
import { pathKeys, pathName } from './json-path.ts';
import { JsonScanner, type JsonHandlers, type ScalarKind } from './json-scanner.ts';

/** Puts the values together again, numbers as they were written. */
class Rebuilt implements JsonHandlers {
  text = '';
  private isFirst = true;
  private closing: string[] = [];

  private put(text: string): void {
    if (!this.isFirst) this.text += ',';
    this.text += text;
    this.isFirst = false;
  }

  open(kind: '{' | '['): void {
    this.put(kind);
    this.closing.push(kind === '{' ? '}' : ']');
    this.isFirst = true;
  }

  close(): void {
    this.text += this.closing.pop() ?? '';
    this.isFirst = false;
  }

  key(name: string): void {
    this.put(`${JSON.stringify(name)}:`);
    this.isFirst = true;
  }

  scalar(text: string, kind: ScalarKind): void {
    this.put(kind === 'string' ? JSON.stringify(text) : text);
  }
}

function scan(text: string, cuts: readonly number[] = []): string {
  const rebuilt = new Rebuilt();
  const scanner = new JsonScanner(rebuilt);
  const places = [...new Set(cuts.map((cut) => cut % (text.length + 1)))].sort((a, b) => a - b);
  let from = 0;
  for (const place of [...places, text.length]) {
    scanner.push(text.slice(from, place));
    from = place;
  }
  scanner.end();
  return rebuilt.text;
}

function refusalOf(text: string): unknown {
  try {
    scan(text);
  } catch (error) {
    if (error instanceof Problem) return { code: error.code, ...error.extra };
    throw error;
  }
  return null;
}

/** Strings that need escapes, of which any JSON seldom has many. */
const escapes = fc.array(
  fc.string({ unit: fc.constantFrom('"', '\\', '/', 'u', '\n', '豫', '\u2028', 'a'), maxLength: 8 }),
);

const document = fc.tuple(
  fc.oneof(
    fc.jsonValue({ depthSize: 'medium', noUnicodeString: false }),
    escapes,
    fc.dictionary(fc.string({ unit: 'binary' }), escapes),
  ),
  fc.constantFrom('', ' ', '\t', '  \n'),
  fc.array(fc.nat(), { maxLength: 6 }),
);
const runs = Number(process.env['KAISHU_RUNS'] ?? 300);

describe('reading JSON piece by piece', () => {
  it('given any JSON, when it comes in any pieces, then it is read as the runtime reads it', () => {
    fc.assert(
      fc.property(document, ([value, space, cuts]) => {
        const text = JSON.stringify(value, null, space);
        expect(scan(text, cuts)).toBe(JSON.stringify(JSON.parse(text)));
      }),
      { numRuns: runs },
    );
  });

  it('given JSON with one character changed, when the runtime refuses it, then so do we, and the other way round', () => {
    const change = fc.tuple(document, fc.nat(), fc.constantFrom(...Array.from('{}[]",:0-.e \\tn')));
    fc.assert(
      fc.property(change, ([[value], at, character]) => {
        const text = JSON.stringify([value]);
        const place = at % text.length;
        const changed = text.slice(0, place) + character + text.slice(place + 1);
        let isJson = true;
        try {
          JSON.parse(changed);
        } catch {
          isJson = false;
        }
        expect(refusalOf(changed) === null).toBe(isJson);
      }),
      { numRuns: runs },
    );
  });

  it('given numbers of any size and precision, when read, then they stay as written', () => {
    expect(scan('[310101199001011234,12345678901234567890,1.10,-0,1E+5,NaN,-Infinity]')).toBe(
      '[310101199001011234,12345678901234567890,1.10,-0,1E+5,NaN,-Infinity]',
    );
  });

  it('given line breaks and tabs inside a string, when read, then they are part of it', () => {
    expect(scan('["a\nb\tc\\u0041"]')).toBe('["a\\nb\\tcA"]');
    expect(refusalOf('["a\nb" x]')).toMatchObject({ reason: 'bad-json', row: 2, column: 4 });
  });

  it.each([
    ['[1,2', 'json-cut', 1, 5],
    ['{"a":"豫园', 'json-cut', 1, 9],
    ['{"a": tru', 'bad-json', 1, 7],
    ['{"a":1,}', 'bad-json', 1, 8],
    ["{\n 'a': 1}", 'bad-json', 2, 2],
    ['{"a":01}', 'bad-json', 1, 6],
    ['["\\x"]', 'bad-json', 1, 2],
    ['[1]\n\n]', 'json-trailing', 3, 1],
    ['[1] [2]', 'json-trailing', 1, 5],
    ['[\n1]\n[2]', 'json-trailing', 3, 1],
    ['', 'json-cut', 1, 1],
  ])('given %j, when read, then it is refused as %s at row %i, column %i', (text, reason, row, column) => {
    expect(refusalOf(text)).toMatchObject({ code: 'unreadable-file', reason, row, column });
  });

  it('given values on lines of their own, when read, then each is a document', () => {
    expect(scan('{"a":1}\n\n{"a":2}\r\n')).toBe('{"a":1},{"a":2}');
  });

  it('given five thousand arrays inside one another or an endless string, when read, then it is refused early', () => {
    expect(refusalOf('['.repeat(5000))).toMatchObject({
      code: 'too-large',
      reason: 'too-deep',
      column: READING_LIMITS.depth + 1,
    });
    const scanner = new JsonScanner(new Rebuilt());
    const endless = (): void => {
      scanner.push('["');
      for (;;) scanner.push('x'.repeat(1024 * 1024));
    };
    expect(endless).toThrow(Problem);
  });
});

describe('the path of a table', () => {
  it('given any keys, when written and read again, then they are the same', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('data', '数据', 'a.b', '"', ']', '')),
        ),
        (keys) => {
          expect(pathKeys(pathName(keys))).toEqual(keys);
        },
      ),
      { numRuns: runs },
    );
  });
});
