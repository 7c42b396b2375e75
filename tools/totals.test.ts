import { describe, expect, it } from 'vitest';
import { failuresOf, sum, totalLine, totalsOf, type Report } from './totals.ts';

const aReport = (changes: Partial<Report> = {}): Report => ({
  numPassedTests: 3,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: [],
  ...changes,
});

describe('totals of a test run', () => {
  it('given a file that broke before any test, when counted, then it is a failure', () => {
    const report = aReport({ testResults: [{ name: 'a.test.ts', status: 'failed', assertionResults: [] }] });
    expect(totalsOf(report)).toEqual({ passed: 3, failed: 1, skipped: 0 });
  });

  it('given a file with a failed test, when counted, then the test alone is counted', () => {
    const report = aReport({
      numFailedTests: 1,
      testResults: [
        {
          name: 'a.test.ts',
          status: 'failed',
          assertionResults: [
            { status: 'passed', fullName: 'holds' },
            { status: 'failed', fullName: 'adds up', failureMessages: ['expected 2 to be 3'] },
          ],
        },
      ],
    });
    expect(totalsOf(report).failed).toBe(1);
    expect(failuresOf(report)).toEqual(['a.test.ts: adds up\nexpected 2 to be 3']);
  });

  it('given several runs, when summed and written, then the line names skipped ones only where there are some', () => {
    const one = totalsOf(aReport());
    expect(totalLine(sum([one, one]))).toBe('6 passed, 0 failed');
    expect(totalLine(sum([one, totalsOf(aReport({ numPendingTests: 2 }))]))).toBe(
      '6 passed, 0 failed, 2 skipped',
    );
  });
});
