import { describe, expect } from 'vitest';
import { openConditional } from '../../server/testing/granted.ts';
import type { DatasetView } from '../../rules/datasets/datasets.operations.ts';
import { aFile } from '../../server/testing/publishing.ts';
import { pictures } from '../browser.ts';
import { door } from '../city-door.ts';
import { journey } from '../journey.ts';

/** Invented, as region 990000 is; the first is that of the person who signs in. */
const VISITS = aFile(
  '证件号码,就诊日期,药名\n990000198804019010,2026-01-02,甲药\n990000199007073027,2026-01-03,别人的药\n',
);

describe('data of persons', () => {
  journey(
    '[plan2023-3.5] given a dataset of persons, when one who is identified looks, then their own rows are there and nobody else’s',
    async ({ open }) => {
      const city = door();
      const dataset = await openConditional(city, VISITS, '门诊用药');
      const { fields } = await city.ask<DatasetView>(null, 'GET', `/datasets/${dataset.id}`);
      const column = fields.find(({ label }) => label === '证件号码')?.name ?? '';
      await city.ask(city.tokens.reviewer, 'PUT', `/personal-datasets/${dataset.id}`, { body: { column } });

      const person = await open('/sign-in');
      await person.getByRole('link', { name: '演示用统一身份认证' }).click();
      await person.getByRole('button', { name: '何青禾（虚构）' }).click();
      await person.waitForURL(/console/);
      await person.goto('/console/personal-consents');
      await pictures(person, 'personal-consents');
      await person
        .getByRole('link', { name: /^门诊用药/ })
        .first()
        .click();
      await person.getByRole('cell', { name: '甲药' }).waitFor();
      await pictures(person, 'own-records');
      expect(await person.getByText('别人的药').count()).toBe(0);
    },
  );
});
