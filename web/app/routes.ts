import { index, layout, route, type RouteConfig } from '@react-router/dev/routes';
import { consoleRoutes } from '../console/routes.ts';

export default [
  layout('../portal/portal.layout.tsx', [
    index('../portal/home/home.route.tsx'),
    route('design', '../portal/design/design.route.tsx'),
    route('*', '../portal/not-found.route.tsx'),
  ]),
  route('preferences', '../portal/preferences/preferences.route.ts'),
  ...consoleRoutes,
] satisfies RouteConfig;
