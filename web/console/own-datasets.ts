import type { LoaderFunctionArgs } from 'react-router';
import { listDrafts, type DraftSummary } from '../../rules/datasets/drafts.operations.ts';
import { load } from '../app/load.ts';

/** More is no choice that a person can make. */
const MOST = 1000;

/** Every dataset that the caller works on, for a choice among them; withdrawn ones are left out. */
export async function ownDatasets(context: LoaderFunctionArgs['context']): Promise<DraftSummary[]> {
  const all: DraftSummary[] = [];
  let cursor: string | null = null;
  do {
    const page: { items: DraftSummary[]; next: string | null } = await load(context, listDrafts, {
      limit: 100,
      ...(cursor === null ? {} : { cursor }),
    });
    all.push(...page.items);
    cursor = page.next;
  } while (cursor !== null && all.length < MOST);
  return all.filter(({ state }) => state !== 'withdrawn');
}
