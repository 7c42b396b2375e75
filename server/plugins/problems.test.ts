import { describe, expect, it } from 'vitest';
import { readQuery } from '../../rules/expressions/read-query.ts';
import { Problem } from '../../rules/problems/problems.ts';
import { saidIn, viewProblem } from './problems.ts';

function refused(): Problem {
  try {
    readQuery({ where: '数量 > ' }, [{ name: '数量', label: '数量', type: 'integer' }]);
  } catch (error) {
    if (error instanceof Problem) return error;
  }
  throw new Error('nothing was refused');
}

describe('a problem with words of its own', () => {
  it('given a wrong expression, when a page or a caller is told, then each in the language asked for', () => {
    const english = 'where, character 6: found the end where a value or a field name or “(” was expected.';
    expect(saidIn(refused(), 'zh-CN').extra.detail).toContain('第 6 个字');
    expect(saidIn(refused(), 'en').extra.detail).toBe(english);
    const view = viewProblem(refused(), { instance: '/', traceId: 'trace-1' }, 'en');
    expect(view).toMatchObject({ code: 'invalid-expression', reason: 'expected', position: 6, found: '' });
    expect(view).toHaveProperty('detail', english);
    expect(view).not.toHaveProperty('words');
  });

  it('given a problem without words, when it is said, then it stays as it is', () => {
    const plain = new Problem('suspended', { detail: '正在核实' });
    expect(saidIn(plain, 'en')).toBe(plain);
  });
});
