import type { Config } from '@react-router/dev/config';

export default {
  appDirectory: 'web/app',
  // tools/build-web.ts builds beside what is being served and then moves it into place.
  buildDirectory: process.env['KAISHU_BUILD_DIRECTORY'] ?? 'build',
  ssr: true,
  // Pages that hydrate are few and private; one request for all routes is less than a request for each.
  routeDiscovery: { mode: 'initial' },
} satisfies Config;
