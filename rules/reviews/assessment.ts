import { Type, type Static } from 'typebox';
import { Literals } from '../api/views.ts';
import { isStricter, type OpenClass } from '../datasets/list-entry.schema.ts';

/** `concern`: opening it as it is, or further, is not safe. */
export const SECURITY_RESULTS = ['safe', 'concern'] as const;
/** How far it could be opened, as judged; `not-feasible`: not at all. */
export const FEASIBILITIES = ['unconditional', 'conditional', 'not-feasible'] as const;
export const REVIEW_DECISIONS = ['keep', 'open-further', 'make-static', 'withdraw', 'stay-closed'] as const;
export type ReviewDecision = (typeof REVIEW_DECISIONS)[number];

/** What the yearly review finds of one listed dataset or unopened catalogue entry (`xz-10`). */
export const Assessment = Type.Object(
  {
    security: Literals(SECURITY_RESULTS),
    /** What was looked at; must be said where there is a concern. */
    securityNote: Type.String({ maxLength: 2000 }),
    feasibility: Literals(FEASIBILITIES),
    decision: Literals(REVIEW_DECISIONS),
    reason: Type.String({ minLength: 2, maxLength: 2000 }),
  },
  { additionalProperties: false },
);
export type Assessment = Static<typeof Assessment>;

/** What is reviewed, as it stands now. */
export interface ReviewSubject {
  kind: 'dataset' | 'entry';
  /** Of a listed dataset; an entry that is not on the list opens nothing. */
  openClass: OpenClass;
  isStatic: boolean;
}

export const REVIEW_FAULTS = [
  /** The decision does not fit what is reviewed. */
  'not-offered',
  'concern-unsaid',
  /** A concern, and it shall stay open or be opened all the same. */
  'concern-open',
  /** To be opened further, but not judged to be openable further. */
  'not-further',
  /** Judged to be openable further, but left as it is. */
  'could-open',
  /** Judged to be openable less far than it is open, but left so. */
  'less-than-now',
] as const;
export type ReviewFault = (typeof REVIEW_FAULTS)[number];

/** Decisions that change the open list: by a list change of their own, never by the review itself. */
export const CHANGES_THE_LIST: readonly ReviewDecision[] = ['open-further', 'make-static', 'withdraw'];

/** What can be decided of the subject. */
export function decisionsFor({ kind, openClass, isStatic }: ReviewSubject): ReviewDecision[] {
  if (kind === 'entry') return ['open-further', 'stay-closed'];
  if (openClass === 'closed') return ['open-further', 'withdraw', 'stay-closed'];
  return REVIEW_DECISIONS.filter((decision) => {
    if (decision === 'stay-closed') return false;
    if (decision === 'open-further') return openClass !== 'unconditional';
    return decision !== 'make-static' || !isStatic;
  });
}

const KEEPS_OPEN: readonly ReviewDecision[] = ['keep', 'open-further', 'make-static'];

/** All that contradicts itself in an assessment, at once; empty when it can be handed on. */
export function faultsOf(subject: ReviewSubject, assessment: Assessment): ReviewFault[] {
  const { security, securityNote, decision } = assessment;
  if (!decisionsFor(subject).includes(decision)) return ['not-offered'];
  const concern = security === 'concern';
  return [
    ...(concern && securityNote.trim() === '' ? (['concern-unsaid'] as const) : []),
    ...(concern && KEEPS_OPEN.includes(decision) ? (['concern-open'] as const) : []),
    ...feasibilityFaults(subject, assessment),
  ];
}

function feasibilityFaults(subject: ReviewSubject, { feasibility, decision }: Assessment): ReviewFault[] {
  const now: OpenClass = subject.kind === 'entry' ? 'closed' : subject.openClass;
  const judged: OpenClass = feasibility === 'not-feasible' ? 'closed' : feasibility;
  const further = isStricter(now, judged);
  if (decision === 'open-further') return further ? [] : ['not-further'];
  if (decision !== 'keep' && decision !== 'stay-closed') return [];
  if (further) return ['could-open'];
  return isStricter(judged, now) ? ['less-than-now'] : [];
}
