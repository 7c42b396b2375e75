import type { Config } from '@react-router/dev/config';

export default {
  appDirectory: 'web/app',
  buildDirectory: 'build',
  ssr: true,
  // Pages that hydrate are few and private; one request for all routes is less than a request for each.
  routeDiscovery: { mode: 'initial' },
} satisfies Config;
