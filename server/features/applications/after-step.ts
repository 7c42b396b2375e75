import type { PartEvent, PartState } from '../../../rules/applications/application-part.machine.ts';
import type { Reason } from '../../../rules/applications/application.schema.ts';
import type { Reconsideration, Said } from '../../../rules/applications/dialogue.schema.ts';
import type { Pause } from '../../../rules/time/paused-clock.ts';
import type { Part } from './application.queries.ts';

interface Step {
  event: PartEvent;
  state: PartState;
  reasons: readonly string[];
  at: Date;
  /** The account. */
  by: string;
}

/** The part after a step: whose turn its clocks and answers show. */
export function afterStep(part: Part, step: Step): Part {
  return { ...part, ...changes(part, step), state: step.state };
}

function changes(part: Part, step: Step): Partial<Part> {
  const { event, reasons, at } = step;
  switch (event) {
    case 'submit':
      return { submittedAt: at, answeredAt: null, reasons: [], escalatedAt: null };
    case 'accept':
      return { acceptedAt: at, escalatedAt: null };
    case 'decline':
      return {
        ...firstAnswer(part, at),
        reasons: reasons.map((text): Reason => ({ ground: 'other', text })),
      };
    case 'ask':
      return { dialogue: said(part, step, 'publisher', 'question'), pauses: [...part.pauses, pauseFrom(at)] };
    case 'answer':
      return { dialogue: said(part, step, 'applicant', 'answer'), pauses: endPause(part.pauses, at) };
    case 'return':
      return { opinion: null, opinionBy: null };
    case 'approve':
    case 'reject':
    case 'narrow':
      return decided(part, step);
    case 'send-back':
      return sentBack(part, step);
    case 'write':
      return { dialogue: said(part, step, 'applicant', 'message') };
    case 'reply':
      return { dialogue: said(part, step, 'publisher', 'message') };
    case 'remind':
      return { dialogue: said(part, step, 'applicant', 'reminder'), remindedAt: at };
    case 'escalate':
      return { escalatedAt: at };
    case 'reconsider':
    case 'appeal':
      return asked(part, step);
    case 'uphold':
      return { reconsiderations: answered(part, step, true) };
    case 'reopen':
      return reopened(part, step);
    case 'save':
    case 'prepare':
    case 'withdraw':
    case 'take-offer':
    case 'ask-experts':
    case 'end-experts':
      return {};
  }
}

const firstAnswer = ({ answeredAt }: Part, at: Date) => ({ answeredAt: answeredAt ?? at });
const said = (part: Part, { at, reasons }: Step, by: Said['by'], kind: Said['kind'] & string): Said[] => [
  ...part.dialogue,
  { at: at.toISOString(), by, kind, text: reasons.join('\n') },
];

function decided(part: Part, { event, at, by }: Step): Partial<Part> {
  const { reasons = [], terms = null } = part.opinion ?? {};
  return {
    ...firstAnswer(part, at),
    decidedAt: at,
    decidedBy: by,
    ...(event !== 'approve' && { reasons }),
    ...(event === 'narrow' && { offered: terms }),
  };
}

const UNDECIDED = { decidedAt: null, decidedBy: null, offered: null, opinion: null, opinionBy: null };

const sentBack = (part: Part, step: Step): Partial<Part> => ({
  ...UNDECIDED,
  dialogue: said(part, step, 'applicant', 'answer'),
  sentBack: true,
  pauses: [...part.pauses, { ...pauseFrom(part.decidedAt ?? step.at), until: step.at.toISOString() }],
});

/** Whoever had a part in the decision does not decide again. */
const asked = (part: Part, { event, at, reasons }: Step): Partial<Part> => ({
  escalatedAt: null,
  reconsiderations: [
    ...part.reconsiderations,
    {
      of: event === 'appeal' ? 'authority' : 'body',
      at: at.toISOString(),
      text: reasons.join('\n'),
      deciders: [part.decidedBy, part.opinionBy].filter((by) => by !== null),
      answer: null,
    },
  ],
});

function answered({ reconsiderations }: Part, { at, by, reasons }: Step, upheld: boolean): Reconsideration[] {
  const last = reconsiderations.length - 1;
  const answer = { at: at.toISOString(), upheld, reasons: [...reasons] };
  return reconsiderations.map((each, place) =>
    place === last ? { ...each, deciders: upheld ? [...each.deciders, by] : each.deciders, answer } : each,
  );
}

/** The review begins again, with its whole time. */
const reopened = (part: Part, step: Step): Partial<Part> => ({
  ...UNDECIDED,
  reasons: [],
  pauses: [],
  escalatedAt: null,
  reconsiderations: answered(part, step, false),
});

const pauseFrom = (at: Date): Pause => ({ from: at.toISOString(), until: null });
const endPause = (pauses: readonly Pause[], at: Date): Pause[] =>
  pauses.map((pause) => (pause.until === null ? { ...pause, until: at.toISOString() } : pause));
