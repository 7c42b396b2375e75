import { index, layout, route, type RouteConfig } from '@react-router/dev/routes';
import { consoleRoutes } from '../console/routes.ts';

export default [
  layout('../portal/portal.layout.tsx', [
    index('../portal/home/home.route.tsx'),
    route('datasets', '../portal/datasets/datasets.route.tsx'),
    route('datasets/:code', '../portal/dataset/dataset.route.tsx'),
    route('datasets/:code/chart', '../portal/charts/chart.route.tsx'),
    route('datasets/:code/columns/:column', '../portal/dataset/column.route.tsx'),
    route('datasets/:code/map', '../portal/maps/map.route.tsx'),
    route('datasets/:code/versions/:version/changes', '../portal/version-changes/version-changes.route.tsx'),
    route('compare', '../portal/compare/compare.route.tsx'),
    route('values', '../portal/values/values.route.tsx'),
    route('bodies', '../portal/bodies/bodies.route.tsx'),
    route('bodies/:code', '../portal/bodies/body.route.tsx'),
    route('statistics', '../portal/statistics/statistics.route.tsx'),
    route('graph', '../portal/graph/graph.route.tsx'),
    route('map', '../portal/maps/all-maps.route.tsx'),
    route('developers', '../portal/developers/developers.route.tsx'),
    route('problems', '../portal/problems/problems.route.tsx'),
    route('problems/:code', '../portal/problems/problem.route.tsx'),
    route('guideline', '../portal/guideline/guideline.route.tsx'),
    route('agreements/verify', '../portal/agreements/verify.route.tsx'),
    route('permissions', '../portal/permissions/permissions.route.tsx'),
    route('rules', '../portal/rules/rules.route.tsx'),
    route('reports/new', '../portal/misconduct/new-report.route.tsx'),
    route('reports/:receipt', '../portal/misconduct/report.route.tsx'),
    route('emergencies', '../portal/emergencies/emergency-notices.route.tsx'),
    route('fast-track', '../portal/fast-track/fast-track.route.tsx'),
    route('notices', '../portal/misconduct/notices.route.tsx'),
    route('about', '../portal/about/about.route.tsx'),
    route('design', '../portal/design/design.route.tsx'),
    route('*', '../portal/not-found.route.ts'),
  ]),
  route('datasets/:code/chart.svg', '../portal/charts/chart-svg.route.ts'),
  ...['bib', 'ris', 'json'].map((format) =>
    route(`datasets/:code/citation.${format}`, '../portal/dataset/citation.route.ts', {
      id: `citation-${format}`,
    }),
  ),
  layout('../portal/embed/embed.layout.tsx', [
    route('embed/datasets/:code/chart', '../portal/embed/chart.route.tsx'),
    route('embed/datasets/:code/map', '../portal/embed/map.route.tsx'),
    route('embed/datasets/:code/table', '../portal/embed/table.route.tsx'),
  ]),
  route('preferences', '../portal/preferences/preferences.route.ts'),
  ...consoleRoutes,
] satisfies RouteConfig;
