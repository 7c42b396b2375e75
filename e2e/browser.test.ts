import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserIsWanted, expectNoSidewaysScroll, expectNoViolations, launchBrowser } from './browser.ts';

const aPage = (body: string): string =>
  `<!doctype html><html lang="zh-CN"><head><title>开数</title><meta name="viewport" content="width=device-width"></head><body><main><h1>公共数据</h1>${body}</main></body></html>`;

describe.runIf(browserIsWanted)('the browser of the journeys', () => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    browser = await launchBrowser();
    page = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage();
  });
  afterAll(() => browser.close());

  it('given a sound page, when judged, then nothing is found', async () => {
    await page.setContent(aPage('<p>一网通办</p>'));
    await expectNoViolations(page);
    await expectNoSidewaysScroll(page);
  });

  it('given a picture without words, when judged by axe, then it is found', async () => {
    await page.setContent(aPage('<img src="data:,">'));
    await expect(expectNoViolations(page)).rejects.toThrow('image-alt');
  });

  it('given a part wider than the screen, when judged, then sideways scrolling is found', async () => {
    await page.setContent(aPage('<div style="width: 900px">宽</div>'));
    await expect(expectNoSidewaysScroll(page)).rejects.toThrow('908 px wide on a screen of 390 px');
  });

  it('given Chinese text, when drawn, then it is not drawn as boxes', async () => {
    // A missing glyph is drawn as the same box for every character, so that different words look the same.
    const drawn = async (text: string): Promise<string> => {
      await page.setContent(aPage(`<b id="text" style="font-size: 40px">${text}</b>`));
      return (await page.locator('#text').screenshot()).toString('base64');
    };
    expect(await drawn('数据')).not.toBe(await drawn('开放'));
  });
});
