import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { Problem } from '../../rules/problems/problems.ts';
import { jobStop } from '../job-stop.ts';
import { TaskPool } from './task-pool.ts';

it('given a file that is being read for a job, when the job is stopped, then the thread ends, what waits behind it too, and others go on', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'kaishu-tasks-'));
  const file = path.join(folder, 'large.csv');
  await writeFile(file, `a,b\n${'1,2\n'.repeat(3_000_000)}`);
  const small = path.join(folder, 'small.csv');
  await writeFile(small, 'a,b\n1,2\n');
  const pool = new TaskPool(1);
  const stopping = new AbortController();
  const reading = [1, 2].map(() =>
    jobStop.run(stopping.signal, () => pool.run('inspect', file, 'large.csv')),
  );
  const other = pool.run('inspect', small, 'small.csv');
  stopping.abort(new Problem('stopped-by-operator'));
  const stopped = { code: 'stopped-by-operator' };
  await Promise.all(reading.map((each) => expect(each).rejects.toMatchObject(stopped)));
  expect((await other).columns).toHaveLength(2);
  await pool.close();
  await rm(folder, { recursive: true });
});
