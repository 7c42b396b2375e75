import { describe, expect, it } from 'vitest';
import { Problem } from '../../rules/problems/problems.ts';
import { attempt, orProblem, problemIn, problemResponse } from './problem-view.ts';

describe('problems on pages', () => {
  it('given a problem of the port, when a loader meets it, then the page has its status and its detail', async () => {
    const asked = Promise.reject(new Problem('suspended', { detail: 'verified now', provision: 'xz-31' }));
    await expect(orProblem(asked)).rejects.toMatchObject({
      init: { status: 409 },
      data: { code: 'suspended', detail: 'verified now', provision: 'xz-31' },
    });
  });

  it('given a problem of the port, when a form tries, then it gets the problem to show', async () => {
    const tried = await attempt(Promise.reject(new Problem('four-eyes')));
    expect(tried).toEqual({ ok: false, problem: { code: 'four-eyes', status: 409 } });
  });

  it('given a fault of ours, when a form tries, then it is not taken for a problem of the person', async () => {
    await expect(attempt(Promise.reject(new Error('connection lost')))).rejects.toThrow('connection lost');
    await expect(attempt(Promise.reject(new Problem('internal')))).rejects.toThrow('internal');
  });

  it('given what the framework throws by itself, then it has a code too', () => {
    const thrown = (status: number, data: unknown) => ({ status, statusText: '', internal: false, data });
    expect(problemIn(thrown(404, ''))?.code).toBe('not-found');
    expect(problemIn(thrown(405, ''))?.code).toBe('invalid-input');
    expect(problemIn(thrown(409, problemResponse('suspended').data))?.code).toBe('suspended');
    expect(problemIn(new Error('anything'))).toBeNull();
  });
});
