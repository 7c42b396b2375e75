import { describe, expect, it } from 'vitest';
import { passwordFaults, type PasswordFault } from './password.ts';

describe('a new password', () => {
  const cases: [string, PasswordFault[]][] = [
    ['Correct-Horse-42', []],
    ['春眠不觉晓处处闻啼鸟Abc', []],
    ['a long sentence of small letters', []],
    ['短', ['short', 'uniform']],
    ['Ab1-Ab1-', ['short', 'uniform']],
    ['aaaaaaaaaaaa1', ['uniform']],
    ['abcdefghijkl', ['uniform']],
    ['Chen.Wei-2026!', ['like-user-name']],
    ['My-Old-Password-1', ['unchanged']],
  ];
  it.each(cases)('given %s, when judged, then these faults are found: %j', (password, faults) => {
    expect(passwordFaults({ password, userName: 'chen.wei', current: 'My-Old-Password-1' })).toEqual(faults);
  });
});
