import type { Finding } from '../../../rules/findings/finding.schema.ts';
import { Problem } from '../../../rules/problems/problems.ts';

/** Throws `shared-data`, naming the body that can list it, where the data was got by sharing (`zb2019`). */
export function refuseSharedIn(findings: readonly Finding[]): void {
  const found = findings.find(({ code }) => code === 'shared-in');
  if (!found) return;
  throw new Problem('shared-data', {
    provision: 'zb2019',
    words: (t) => t('finding.shared-in', { body: String(found.args['body']) }),
    findings,
  });
}
