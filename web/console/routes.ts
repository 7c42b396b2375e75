import type { RouteConfigEntry } from '@react-router/dev/routes';

/** Pages behind sign-in; files are named relative to `web/app`. */
export const consoleRoutes: RouteConfigEntry[] = [];
