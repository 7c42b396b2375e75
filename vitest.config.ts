import { defineConfig } from 'vitest/config';
import { LookersFirst } from './tools/testing/sequencer.ts';

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    allowOnly: false,
    setupFiles: ['tools/testing/setup.ts'],
    sequence: { sequencer: LookersFirst },
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{rules,locales,web,tools,demo}/**/*.test.{ts,tsx}'],
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'engine',
          include: ['{server,cli}/**/*.test.ts'],
          globalSetup: ['server/testing/global-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['e2e/*.test.ts'],
          testTimeout: 60_000,
          // The first launch may install a browser.
          hookTimeout: 300_000,
        },
      },
      {
        test: {
          name: 'journeys',
          include: ['e2e/journeys/**/*.test.ts'],
          globalSetup: ['e2e/testing/global-setup.ts'],
          testTimeout: 120_000,
          hookTimeout: 180_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
