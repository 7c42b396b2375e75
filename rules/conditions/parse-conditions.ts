import { FORBIDDING, RESTATEMENTS } from './condition-words.ts';
import { TERM_KINDS, type ConditionTerm, type ParsedConditions, type TermValue } from './condition.schema.ts';
import { bearsAny } from './sign.ts';
import { TERM_PATTERNS, type TermPattern } from './term-patterns.ts';

const BETWEEN_PARTS = /[；;。，,\n\r\u2028\u2029]|&&/u;
const WIDE = /[！-～]/gu;
const WIDE_TO_ASCII = 0xfee0;

/** As patterns are written: without white space, half-width, small letters, between `^` and `$`. */
const framedPart = (part: string): string => {
  const narrow = part.replace(WIDE, (wide) => String.fromCharCode(wide.charCodeAt(0) - WIDE_TO_ASCII));
  return `^${narrow.replace(/\s/gu, '').toLowerCase()}$`;
};

/** What a part asks for. A word that told one value tells no later one: 境内企业 is no 企业 as well. */
function valuesIn(framed: string, { values = [], otherwise }: TermPattern): TermValue[] {
  let rest = framed;
  const found: TermValue[] = [];
  for (const [code, signs] of values) {
    if (!bearsAny(rest, signs)) continue;
    found.push(code);
    for (const sign of signs) if (typeof sign === 'string') rest = rest.replaceAll(sign, ' ');
  }
  return found.length === 0 && otherwise !== undefined ? [otherwise] : found;
}

function termIn(framed: string, forbids: boolean, text: string, pattern: TermPattern): ConditionTerm[] {
  const { kind, says, valued = false, always = false, unless = [] } = pattern;
  if ((forbids && !always) || !bearsAny(framed, says) || bearsAny(framed, unless)) return [];
  const values = valuesIn(framed, pattern);
  return valued && values.length === 0 ? [] : [{ family: TERM_KINDS[kind], kind, text, values }];
}

interface PartRead {
  terms: ConditionTerm[];
  isRestatement: boolean;
}

function readPart(text: string): PartRead {
  const framed = framedPart(text);
  if (bearsAny(framed, RESTATEMENTS)) return { terms: [], isRestatement: true };
  const forbids = bearsAny(framed, FORBIDDING);
  const terms = TERM_PATTERNS.flatMap((pattern) => termIn(framed, forbids, text, pattern));
  return { terms, isRestatement: false };
}

/**
 * The terms that free text of conditions states (`xz-15`), in the order of the text, beside the parts that state none.
 * A part can state several terms. Every character is in one of the three answers, separators and white space aside.
 */
export function parseConditions(text: string): ParsedConditions {
  const parsed: ParsedConditions = { terms: [], leftover: [], restated: [] };
  const seen = new Map<string, PartRead>();
  for (const part of text.split(BETWEEN_PARTS).map((each) => each.trim())) {
    if (part === '') continue;
    const read = seen.get(part) ?? readPart(part);
    seen.set(part, read);
    if (read.isRestatement) parsed.restated.push(part);
    else if (read.terms.length === 0) parsed.leftover.push(part);
    else for (const term of read.terms) parsed.terms.push({ ...term, values: [...term.values] });
  }
  return parsed;
}
