import { markShareFor } from '../../../../rules/grants/copy-mark.ts';
import type { GrantTerms } from '../../../../rules/grants/grant-terms.schema.ts';
import type { Reader } from '../../../store/database.ts';
import { rowsNow } from './marked-grants.queries.ts';

/**
 * Terms with the share of rows that is kept back to mark copies, as it is to be agreed on; none of small tables or of some rows only, and
 * where single keys are looked up: nobody may be told that there is nothing under one.
 */
export async function withMark(db: Reader, datasetId: string, terms: GrantTerms): Promise<GrantTerms> {
  const rows = terms.where === null && terms.keyField === undefined ? await rowsNow(db, datasetId) : 0;
  const withheldShare = markShareFor(rows);
  return withheldShare === null ? terms : { ...terms, withheldShare };
}
