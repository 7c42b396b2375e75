import type { FieldRule } from '../../../rules/field-rules/field-rule.schema.ts';
import type { Reader, Trx } from '../../store/database.ts';

/** The rules in force for the versions of a dataset. */
export interface FieldRules {
  /** 0 before the first were declared. */
  revision: number;
  rules: FieldRule[];
  writtenBy: string | null;
  writtenAt: Date | null;
}

export async function fieldRulesOf(db: Reader, datasetId: string): Promise<FieldRules> {
  const row = await db
    .selectFrom('field_rules')
    .innerJoin('account', 'account.id', 'field_rules.written_by')
    .select(['revision', 'rules', 'written_at', 'account.name'])
    .where('dataset_id', '=', datasetId)
    .orderBy('revision', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!row) return { revision: 0, rules: [], writtenBy: null, writtenAt: null };
  return { revision: row.revision, rules: row.rules, writtenBy: row.name, writtenAt: row.written_at };
}

/** In a transaction that holds the dataset. */
export async function insertFieldRules(
  trx: Trx,
  rules: { datasetId: string; revision: number; rules: readonly FieldRule[]; by: string; at: Date },
): Promise<void> {
  await trx
    .insertInto('field_rules')
    .values({
      dataset_id: rules.datasetId,
      revision: rules.revision,
      rules: JSON.stringify(rules.rules),
      written_by: rules.by,
      written_at: rules.at,
    })
    .execute();
}
