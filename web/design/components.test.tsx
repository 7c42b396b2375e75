import { renderToStaticMarkup } from 'react-dom/server';
import { createMemoryRouter, RouterProvider } from 'react-router';
import type { ReactNode } from 'react';
import { describe, expect, it } from 'vitest';
import { Button } from './button.tsx';
import { Clock } from './clock.tsx';
import { ColumnHeader } from './column-header.tsx';
import { ProvisionLink, Time } from './facts.tsx';
import { TextField } from './field.tsx';
import { LanguageProvider } from './language.tsx';
import { SPECIMENS } from './specimens/specimens.tsx';
import { Table } from './table.tsx';

function html(node: ReactNode, language: 'zh-CN' | 'en' = 'zh-CN'): string {
  const page = <LanguageProvider language={language}>{node}</LanguageProvider>;
  return renderToStaticMarkup(<RouterProvider router={createMemoryRouter([{ path: '/', element: page }])} />);
}

describe('components', () => {
  it('given a clock, then its picture is named by the sentence that stands beside it', () => {
    const shown = html(<Clock limit={10} target={5} used={6} state="running" />);
    expect(shown).toContain('role="img" aria-label="过目标2日，离期限还有3个工作日"');
    expect(html(<Clock limit={10} used={11} state="running" />, 'en')).toContain(
      '2 working days over the limit',
    );
  });

  it('given a field with hint and error, then the control is described by both and marked invalid', () => {
    const shown = html(<TextField label="次数" name="calls" hint="每天" error="请写整数" />);
    const [, id] = /<input[^>]* id="([^"]+)"/.exec(shown) ?? [];
    expect(shown).toContain(`aria-describedby="${id ?? ''}-hint ${id ?? ''}-error" aria-invalid="true"`);
    expect(shown).toContain(`for="${id ?? ''}"`);
  });

  it('given a button that cannot be pressed, then its reason stands beside it and it submits nothing', () => {
    const shown = html(<Button disabledBecause="还差1项判断">通过</Button>);
    expect(shown).toContain('type="button"');
    expect(shown).toContain('aria-disabled="true"');
    expect(shown).toContain('还差1项判断');
  });

  it('given a provision, then it is a quiet link with the gist; an unknown id is shown as it is', () => {
    expect(html(<ProvisionLink id="xz-11" />)).toContain('依据：实施细则第十一条');
    expect(html(<ProvisionLink id="xz-11" />, 'en')).toContain('href="/about#xz-11"');
    expect(html(<ProvisionLink id="xz-99" />)).toContain('依据：xz-99');
  });

  it('given a moment, then people see +08:00 and programs the moment itself', () => {
    expect(html(<Time at="2026-11-19T16:30:00Z" show="date-time" />)).toBe(
      '<time dateTime="2026-11-19T16:30:00Z">2026-11-20 00:30</time>',
    );
  });

  it('given a column without any value, then its header says so and draws nothing that lies', () => {
    const facts = { rows: 10, nulls: 10, distinct: 0, min: null, max: null };
    const shown = html(<ColumnHeader label="备注" type="文本" ordered={false} facts={facts} />);
    expect(shown).toContain('全是空值');
    expect(shown).toContain('inline-size:0%');
  });

  it('given a table, then its first column heads the rows and the frame can be scrolled by keys', () => {
    const columns = [
      { key: 'a', head: '甲', cell: (row: string) => row },
      { key: 'b', head: '乙', cell: () => '1', numeric: true },
    ];
    const shown = html(<Table caption="表" columns={columns} rows={['x']} rowKey={(row) => row} />);
    expect(shown).toContain('<th scope="row"');
    expect(shown).toContain('role="group" tabindex="0"');
  });

  it('given every specimen, then it renders in both languages', () => {
    for (const { Show } of SPECIMENS) {
      expect(html(<Show />).length).toBeGreaterThan(0);
      expect(html(<Show />, 'en').length).toBeGreaterThan(0);
    }
  });
});
