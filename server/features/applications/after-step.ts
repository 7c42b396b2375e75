import type { PartEvent, PartState } from '../../../rules/applications/application-part.machine.ts';
import type { Reason } from '../../../rules/applications/application.schema.ts';
import type { Pause } from '../../../rules/time/paused-clock.ts';
import type { Part, Said } from './application.queries.ts';

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

function changes(part: Part, { event, reasons, at, by }: Step): Partial<Part> {
  const said = (who: Said['by']): Said[] => [
    ...part.dialogue,
    { at: at.toISOString(), by: who, text: reasons.join('\n') },
  ];
  const answered = { answeredAt: part.answeredAt ?? at };
  switch (event) {
    case 'submit':
      return { submittedAt: at, answeredAt: null, reasons: [] };
    case 'accept':
      return { acceptedAt: at };
    case 'decline':
      return { ...answered, reasons: reasons.map((text): Reason => ({ ground: 'other', text })) };
    case 'ask':
      return { dialogue: said('publisher'), pauses: [...part.pauses, pauseFrom(at)] };
    case 'answer':
      return { dialogue: said('applicant'), pauses: endPause(part.pauses, at) };
    case 'return':
      return { dialogue: part.dialogue, opinion: null, opinionBy: null };
    case 'approve':
      return { ...answered, decidedAt: at, decidedBy: by };
    case 'reject':
      return { ...answered, decidedAt: at, decidedBy: by, reasons: part.opinion?.reasons ?? [] };
    case 'narrow':
      return {
        ...answered,
        decidedAt: at,
        decidedBy: by,
        reasons: part.opinion?.reasons ?? [],
        offered: part.opinion?.terms ?? null,
      };
    case 'send-back':
      return {
        dialogue: said('applicant'),
        sentBack: true,
        pauses: [...part.pauses, { ...pauseFrom(part.decidedAt ?? at), until: at.toISOString() }],
        decidedAt: null,
        decidedBy: null,
        offered: null,
        opinion: null,
        opinionBy: null,
      };
    case 'save':
    case 'prepare':
    case 'withdraw':
    case 'take-offer':
      return {};
  }
}

const pauseFrom = (at: Date): Pause => ({ from: at.toISOString(), until: null });
const endPause = (pauses: readonly Pause[], at: Date): Pause[] =>
  pauses.map((pause) => (pause.until === null ? { ...pause, until: at.toISOString() } : pause));
