import type { Suggestion } from '../../../rules/use-reports/use-report.schema.ts';
import type { SuggestionView } from '../../../rules/use-reports/use-reports.operations.ts';
import type { Reader, Trx } from '../../store/database.ts';

export async function suggestionsOf(db: Reader, reportId: string): Promise<SuggestionView[]> {
  const rows = await db
    .selectFrom('use_suggestion')
    .leftJoin('account', 'account.id', 'use_suggestion.answered_by')
    .select(['use_suggestion.id', 'kind', 'words', 'answer', 'answered_at', 'account.name as answered_by'])
    .where('report_id', '=', reportId)
    .orderBy('use_suggestion.id')
    .execute();
  return rows.map(({ kind, answered_at, answered_by, ...row }) => ({
    ...row,
    kind: kind as SuggestionView['kind'],
    answeredBy: answered_by,
    answeredAt: answered_at?.toISOString() ?? null,
  }));
}

/** Those of a report as it is filed now; what was answered before stays. */
export async function replaceSuggestions(
  trx: Trx,
  reportId: string,
  suggestions: readonly (Suggestion & { id: string })[],
): Promise<void> {
  await trx
    .deleteFrom('use_suggestion')
    .where('report_id', '=', reportId)
    .where('answered_at', 'is', null)
    .execute();
  const kept = await suggestionsOf(trx, reportId);
  const isKept = ({ kind, words }: Suggestion): boolean =>
    kept.some((each) => each.kind === kind && each.words === words);
  const added = suggestions.filter((each) => !isKept(each));
  if (added.length === 0) return;
  await trx
    .insertInto('use_suggestion')
    .values(added.map(({ id, kind, words }) => ({ id, report_id: reportId, kind, words })))
    .execute();
}

/** False when it is not of the report, or has its answer. */
export async function saveAnswer(
  trx: Trx,
  {
    id,
    reportId,
    ...answered
  }: { id: string; reportId: string; answer: string; by: string | null; at: Date },
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('use_suggestion')
    .set({ answer: answered.answer, answered_by: answered.by, answered_at: answered.at })
    .where('id', '=', id)
    .where('report_id', '=', reportId)
    .where('answered_at', 'is', null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

export interface OpenSuggestions {
  reportId: string;
  code: string;
  dataset: { id: string; name: string };
  since: Date;
  count: number;
}

/** Reports on a body's data with suggestions that have no answer, the oldest first. */
export async function openSuggestions(db: Reader, bodyId: string): Promise<OpenSuggestions[]> {
  const rows = await db
    .selectFrom('use_suggestion')
    .innerJoin('use_report', 'use_report.id', 'use_suggestion.report_id')
    .innerJoin('data_grant', 'data_grant.id', 'use_report.grant_id')
    .innerJoin('dataset', 'dataset.id', 'data_grant.dataset_id')
    .select(['use_report.id', 'use_report.code', 'use_report.filed_at', 'dataset.name'])
    .select(['data_grant.dataset_id', 'dataset.code as dataset_code'])
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('use_suggestion.answered_at', 'is', null)
    .where('data_grant.body_id', '=', bodyId)
    .groupBy(['use_report.id', 'data_grant.dataset_id', 'dataset.name', 'dataset.code'])
    .orderBy('use_report.filed_at')
    .limit(200)
    .execute();
  return rows.flatMap(({ id, code, filed_at, count, ...row }) =>
    filed_at === null
      ? []
      : [
          {
            ...{ reportId: id, code, count, since: filed_at },
            dataset: { id: row.dataset_id, name: row.name ?? row.dataset_code },
          },
        ],
  );
}
