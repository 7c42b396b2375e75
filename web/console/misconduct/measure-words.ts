import type { Translate } from '../../../locales/index.ts';
import type { Measure } from '../../../rules/misconduct/misconduct.operations.ts';

/** On which data a measure acts, and until when. */
export const measureWords = (
  t: Translate,
  { publisher, until }: Pick<Measure, 'publisher' | 'until'>,
): string[] => [
  publisher === null ? t('misconduct.measure.all') : t('misconduct.measure.of-body', { body: publisher }),
  until === null ? t('misconduct.measure.open-ended') : t('misconduct.measure.until', { day: until }),
];
