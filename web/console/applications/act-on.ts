import type { Port } from '../../../rules/api/port.ts';
import {
  addMaterial,
  getApplication,
  prepareOpinion,
  saveApplication,
  stepApplication,
  stepApplicationPart,
} from '../../../rules/applications/applications.operations.ts';
import { REVIEW_EVENTS } from '../../../rules/applications/application-part.machine.ts';
import { askExperts } from '../../../rules/expert-reviews/expert-reviews.operations.ts';
import { base64Of } from '../draft-batches/list-file-form.tsx';
import { choiceOf, integerOf, linesOf, textOf } from '../form-data.ts';
import { applicationFrom } from './application-form.ts';
import { opinionFrom } from './opinion-form.ts';

const WHOLE = ['accept', 'decline', 'withdraw'] as const;
const EVENTS = ['save', 'submit', 'material', 'prepare', 'ask-experts', ...WHOLE, ...REVIEW_EVENTS] as const;

/** Does what a form of the application's page asks for, and answers its name; throws its problem. */
export async function actOn(port: Port, id: string, form: FormData): Promise<(typeof EVENTS)[number]> {
  const event = choiceOf(form, 'event', EVENTS) ?? 'save';
  const part = textOf(form, 'part');
  switch (event) {
    case 'save':
    case 'submit':
      await save(port, id, form);
      if (event === 'submit') await port.call(stepApplication, { id, event, reasons: [] });
      break;
    case 'material':
      await sendMaterial(port, form);
      break;
    case 'prepare': {
      const { parts } = await port.call(getApplication, { id });
      const asked = parts.find((each) => each.id === part);
      if (asked) await port.call(prepareOpinion, { id: part, ...opinionFrom(form, asked) });
      break;
    }
    case 'ask-experts':
      await port.call(askExperts, { id: part, question: textOf(form, 'question') });
      break;
    case 'accept':
    case 'decline':
    case 'withdraw':
      await port.call(stepApplication, { id, event, reasons: linesOf(form, 'reasons') });
      break;
    default:
      await port.call(stepApplicationPart, { id: part, event, reasons: linesOf(form, 'reasons') });
  }
  return event;
}

async function save(port: Port, id: string, form: FormData): Promise<void> {
  const application = await port.call(getApplication, { id });
  const revision = integerOf(form, 'revision') ?? 0;
  await port.call(saveApplication, { id, ...applicationFrom(form, application), revision });
}

async function sendMaterial(port: Port, form: FormData): Promise<void> {
  const file = form.get('file');
  const chosen = file instanceof File ? file : null;
  const validUntil = textOf(form, 'validUntil');
  await port.call(addMaterial, {
    kind: textOf(form, 'kind'),
    fileName: chosen?.name ?? '-',
    validUntil: validUntil === '' ? null : validUntil,
    content: chosen ? await base64Of(chosen) : '',
  });
}
