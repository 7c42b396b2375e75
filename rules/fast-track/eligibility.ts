import type { OpenClass } from '../datasets/open-class.ts';
import type { Finding } from '../findings/finding.schema.ts';
import type { FastTrackEntry } from './fast-track.operations.ts';

/** What is looked at of an application that would take the fast track. */
export interface FastTrackAsked {
  /** On which it rests; null: none that is known. */
  entry: Pick<
    FastTrackEntry,
    'kind' | 'name' | 'scenarioKind' | 'creditCode' | 'from' | 'until' | 'endedAt'
  > | null;
  /** Of the organisation that asks; null: a person asks for themselves. */
  creditCode: string | null;
  scenarioKind: string | null;
  datasets: readonly { name: string; openClass: OpenClass; levels: Readonly<Record<string, string>> }[];
  /** The publishers whose data a measure keeps the applicant from; the last day, null without end. */
  restrictions: readonly { until: string | null }[];
  /** Levels of grades that are not for the fast track, of the profile. */
  excludedLevels: readonly string[];
  /** YYYY-MM-DD (+08:00) */
  today: string;
}

const finding = (code: string, pointer: string, args: Finding['args'] = {}): Finding => ({
  ...{ code: `fast-track-${code}`, pointer, args, provision: 'plan2023-2.4', blocks: true },
});

/** Whether an entry of the lists is in force on a day. */
export const isInForce = (
  { from, until, endedAt }: Pick<FastTrackEntry, 'from' | 'until' | 'endedAt'>,
  day: string,
): boolean => endedAt === null && from <= day && (until === null || day <= until);

/** Everything that keeps an application from the fast track, at once; nothing: it may take it (`plan2023-2.4`). */
export function fastTrackFindings(asked: FastTrackAsked): Finding[] {
  const { datasets, excludedLevels, restrictions } = asked;
  return [
    ...entryFindings(asked),
    ...restrictions.map(({ until }) =>
      finding(until === null ? 'restricted' : 'restricted-until', '/', { until: until ?? '' }),
    ),
    ...datasets.flatMap(({ name, openClass, levels }, place) => {
      const excluded = Object.values(levels).filter((level) => excludedLevels.includes(level));
      const pointer = `/parts/${String(place)}`;
      return [
        ...(openClass === 'conditional' ? [] : [finding('class', pointer, { dataset: name })]),
        ...(excluded.length === 0
          ? []
          : [finding('grade', pointer, { dataset: name, levels: excluded.join('、') })]),
      ];
    }),
  ];
}

function entryFindings({ entry, creditCode, scenarioKind, today }: FastTrackAsked): Finding[] {
  if (!entry) return [finding('unlisted', '/entryId')];
  const { kind, name } = entry;
  const isFirm = kind !== 'scenario';
  return [
    ...(isInForce(entry, today) ? [] : [finding('not-in-force', '/entryId', { name })]),
    ...(isFirm && entry.creditCode !== creditCode ? [finding('other-firm', '/entryId', { name })] : []),
    ...(!isFirm && entry.scenarioKind !== null && entry.scenarioKind !== scenarioKind
      ? [finding('other-scenario', '/scenarioKind', { name })]
      : []),
  ];
}
