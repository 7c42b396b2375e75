import type { MessageKey, Translate } from '../../locales/index.ts';
import { Problem } from '../problems/problems.ts';

/** The part of a query in which something is wrong: the parameter's name in the API. */
export type QueryPart = 'select' | 'where' | 'groupBy' | 'having' | 'orderBy' | 'sql';

/** What may stand at a place: a message key for a kind of thing, or the very characters. */
export type Expected = MessageKey | `“${string}”`;

export interface ExpressionFault {
  /** Which sentence tells it. */
  reason: MessageKey;
  part: QueryPart;
  /** 1-based, in characters. */
  position: number;
  /** The characters found there; empty at the end. */
  found: string;
  expected: readonly Expected[];
}

/** Builds the problem; its members are those of the fault without the prefixes of message keys. */
export function expressionProblem(fault: ExpressionFault): Problem {
  const { reason, part, position, found, expected } = fault;
  return new Problem('invalid-expression', {
    detail: `${part}:${String(position)}: ${JSON.stringify(found)}`,
    reason: reason.replace(/^expression\./, ''),
    part,
    position,
    found,
    expected: expected.map((each) =>
      each.startsWith('“') ? each.slice(1, -1) : each.replace(/^expression\.(?:kind|type)\./, ''),
    ),
    words: (translate) => faultSentence(fault, translate),
  });
}

/** One sentence in the reader's language: where, what was found, what was expected. */
function faultSentence(fault: ExpressionFault, translate: Translate): string {
  const words = fault.expected.map((each) => (isCharacters(each) ? each : translate(each)));
  return translate(fault.reason, {
    part: fault.part,
    position: fault.position,
    found: fault.found === '' ? translate('expression.kind.end') : `“${fault.found}”`,
    expected: words.join(translate('expression.or')),
  });
}

const isCharacters = (expected: Expected): expected is `“${string}”` => expected.startsWith('“');
