import { lockOutMinutes } from '../../../rules/sessions/lock-out.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import type { Call, Services } from '../../context.ts';
import { lockedOut, verifyPassword } from '../accounts/index.ts';
import { secretDigest } from '../../secret-digest.ts';

const MOST = 10_000;

interface Failures {
  count: number;
  lockedUntil: Date | null;
}

const OF_STORE = new WeakMap<object, Map<string, Failures>>();

/**
 * What somebody without an account gets to see: the same answers after the same time, and the same lock-out, as one
 * with an account and a wrong password, so that user names cannot be told by trying. Remembered in this process only.
 */
export async function refuseStranger(call: Call, userName: string, password: string): Promise<Problem> {
  const known = failuresOf(call.services);
  const key = secretDigest(userName.toLowerCase()).toString('base64');
  const now = call.services.clock.now();
  const before = known.get(key) ?? { count: 0, lockedUntil: null };
  if (before.lockedUntil && before.lockedUntil > now) return lockedOut(before.lockedUntil, now);
  const count = before.count + 1;
  const minutes = lockOutMinutes(count);
  known.delete(key);
  known.set(key, { count, lockedUntil: minutes > 0 ? new Date(now.getTime() + minutes * 60_000) : null });
  const [oldest] = known.keys();
  if (known.size > MOST && oldest !== undefined) known.delete(oldest);
  await verifyPassword(password, null);
  return new Problem('wrong-credentials');
}

function failuresOf(services: Services): Map<string, Failures> {
  const existing = OF_STORE.get(services.db);
  if (existing) return existing;
  const made = new Map<string, Failures>();
  OF_STORE.set(services.db, made);
  return made;
}
