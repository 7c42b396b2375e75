import type { BatchItem } from '../../../rules/draft-batches/draft-batches.operations.ts';
import {
  choicesOf,
  type EntryElement,
  type FieldElement,
  type Unfit,
} from '../../../rules/draft-batches/elements.ts';
import { fileWords } from '../../../rules/draft-batches/file-words.ts';
import type { LineRefusal } from '../../../rules/draft-batches/list-file.ts';
import type { Finding } from '../../../rules/findings/finding.schema.ts';
import type { Call } from '../../context.ts';
import type { Reader } from '../../store/database.ts';
import { findingsOf, workingEntry } from '../datasets/index.ts';
import type { JudgedItem } from './judge-items.ts';

/** An item as people see it: before and after, why not, and what xz-9 then misses. */
export async function viewItem(db: Reader, call: Call, judged: JudgedItem): Promise<BatchItem> {
  const { item, dataset, outcome, changes } = judged;
  return {
    place: item.place,
    row: item.row,
    code: item.code,
    dataset: dataset && { id: dataset.id, name: workingEntry(dataset).name, state: dataset.state },
    outcome,
    changes,
    refusals: refusalsOf(call, judged),
    findings: await findings(db, call, judged),
  };
}

function refusalsOf(call: Call, { item, blocked }: JudgedItem): BatchItem['refusals'] {
  const { t } = call;
  const told = item.refusals.map((each) => ({
    code: each.code,
    row: each.row,
    detail: refusalText(call, each),
  }));
  // A line without a code belongs to no dataset, and says so itself.
  if (blocked === null || item.code === '') return told;
  const detail = t(`draftBatch.refusal.${blocked}`, { code: item.code });
  return [{ code: blocked, row: item.row, detail }, ...told];
}

function refusalText(call: Call, refusal: LineRefusal): string {
  const { t } = call;
  const { row, element, args } = refusal;
  if (element === null) return t(`draftBatch.refusal.${refusal.code}`, { row, ...args });
  const detail = unfitDetail(call, element, refusal);
  return row === null ? detail : t('draftBatch.at-row', { row, detail });
}

const SHOWN_CHOICES = 20;

/** Why a text cannot stand for an element, with what can. */
export function unfitDetail(
  { t, language, services }: Call,
  element: EntryElement | FieldElement,
  { code, args }: Unfit,
): string {
  const { domains } = services.profile;
  const words = fileWords(t, language, domains);
  const codes = choicesOf(
    element,
    domains.map(({ code }) => code),
  ).filter(Boolean);
  const choices = codes
    .slice(0, SHOWN_CHOICES)
    .map((code) => (isChoice(element) ? words.choice(element, code) : code))
    .join(language === 'en' ? ', ' : '、');
  return t(`draftBatch.unfit.${code}`, { ...args, element: words.header(element), choices });
}

const isChoice = (element: string): element is 'domain' | 'openClass' | 'updateFrequency' =>
  element === 'domain' || element === 'openClass' || element === 'updateFrequency';

const keyOf = ({ code, pointer }: Finding): string => `${code} ${pointer}`;

async function findings(
  db: Reader,
  call: Call,
  { dataset, next, outcome }: JudgedItem,
): Promise<BatchItem['findings']> {
  if (!dataset || !next || outcome !== 'change') return null;
  const before = await findingsOf(db, call, dataset, workingEntry(dataset));
  const after = await findingsOf(db, call, dataset, next);
  const had = new Set(before.map(keyOf));
  const has = new Set(after.map(keyOf));
  return {
    mended: before.filter((finding) => !has.has(keyOf(finding))),
    brought: after.filter((finding) => !had.has(keyOf(finding))),
    left: after.filter(({ blocks }) => blocks).length,
  };
}
