import type { Finding } from '../findings/finding.schema.ts';

/** What was got by sharing is on the list of the body that produces it, of no other (`zb2019`). */
export const sharedInFindings = (sharedFrom: { name: string } | null): (Finding & { code: 'shared-in' })[] =>
  sharedFrom === null
    ? []
    : [
        {
          code: 'shared-in',
          pointer: '/catalogueEntry/sharedFrom',
          args: { body: sharedFrom.name },
          provision: 'zb2019',
          blocks: true,
        },
      ];
