const MESSAGE_LENGTH = 1500;

/** The part of vitest's JSON report that totals are made of. */
export interface Report {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: { name: string; status: string; assertionResults: TestResult[] }[];
}

interface TestResult {
  status: string;
  fullName: string;
  failureMessages?: string[] | null;
}

export interface Totals {
  passed: number;
  failed: number;
  skipped: number;
}

export const NOTHING: Totals = { passed: 0, failed: 0, skipped: 0 };

/** A file that failed without a failed test (it did not load, a hook broke) counts as one failure. */
export function totalsOf(report: Report): Totals {
  const broken = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** What failed, a line or a few each, for the end of a log whose beginning may be cut. */
export const failuresOf = ({ testResults }: Report): string[] =>
  testResults.flatMap(({ name, status, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === 'failed');
    if (failed.length === 0 && status === 'failed') return [`${name}: broke outside its tests`];
    return failed.map(({ fullName, failureMessages }) => {
      const why = (failureMessages ?? []).join('\n').slice(0, MESSAGE_LENGTH);
      return `${name}: ${fullName}\n${why}`;
    });
  });

export const sum = (all: readonly Totals[]): Totals =>
  all.reduce(
    (one, other) => ({
      passed: one.passed + other.passed,
      failed: one.failed + other.failed,
      skipped: one.skipped + other.skipped,
    }),
    NOTHING,
  );

/** The last line of every run, alone on its line: `N passed, N failed`, then `, N skipped` where some were. */
export const totalLine = ({ passed, failed, skipped }: Totals): string =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
