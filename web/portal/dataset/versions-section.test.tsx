import { renderToStaticMarkup } from 'react-dom/server';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { describe, expect, it } from 'vitest';
import type { VersionView } from '../../../rules/versions/versions.operations.ts';
import { LanguageProvider } from '../../design/language.tsx';
import { VersionsSection } from './versions-section.tsx';

const aVersion = (number: number, findings: VersionView['findings']): VersionView => ({
  ...{ id: `v${String(number)}`, datasetId: 'd', number, state: 'published', manifest: null, findings },
  ...{ originalName: '站点.csv', originalBytes: 12, preparedBy: '', publishedBy: null, can: {} },
  ...{ createdAt: '2026-11-01T00:00:00Z', publishedAt: '2026-11-01T00:00:00Z' },
});
const repeated = {
  ...{ code: 'rows-repeated', pointer: '', args: { rows: 3 }, provision: 'xz-16-1', blocks: false },
};

const html = (versions: VersionView[], language: 'zh-CN' | 'en' = 'zh-CN'): string => {
  const dataset = { code: 'SH-JTW-000001', version: null, can: {} };
  const element = (
    <LanguageProvider language={language}>
      <VersionsSection dataset={dataset} versions={versions} today="2026-11-22T00:00:00Z" />
    </LanguageProvider>
  );
  return renderToStaticMarkup(<RouterProvider router={createMemoryRouter([{ path: '/', element }])} />);
};

describe('the versions on the page of a dataset', () => {
  it('[xz-16-1] given versions of which one was found to repeat rows, then the line counts the sound ones, and that version says what was found', () => {
    const page = html([aVersion(2, []), aVersion(1, [repeated])]);
    expect(page).toContain('2版里，1版校验没有发现问题');
    expect(page).toMatch(/没有问题.*1处.*有 3 行与别的行完全相同/u);
    expect(html([aVersion(1, [repeated])], 'en')).toContain('something that did not keep it back');
    expect(html([aVersion(1, [])], 'en')).toContain('Checking found nothing.');
  });
});
