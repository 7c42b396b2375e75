import { userInfo } from 'node:os';
import { Problem } from '../../rules/problems/problems.ts';

/** The refusal of a place that belongs to another account (user ids), with the command that would give it over. */
export function wrongOwner(place: string, expected: number, found: number): Problem {
  const detail = `chown -R ${nameOf(expected)}: ${quoted(place)}`;
  return new Problem('store-wrong-owner', { detail, path: place, owner: found, expected });
}

const nameOf = (uid: number): string => (uid === process.getuid?.() ? userInfo().username : String(uid));

const quoted = (place: string): string =>
  /^[\w./-]+$/.test(place) ? place : `'${place.replaceAll("'", `'\\''`)}'`;
