import type { LoaderFunction, ServerBuild } from 'react-router';
import { pageOf } from './page-context.ts';

/** A page hydrates when any of its routes says `handle = { scripts: true }`; public pages carry no script of React's at all. */
export const wantsScripts = (handle: unknown): boolean =>
  typeof handle === 'object' && handle !== null && 'scripts' in handle && handle.scripts === true;

/**
 * What a loader found, out of React Router's sight: it would write all of it down for a browser that never asks, which
 * took a tenth of a page's time.
 */
class Withheld {
  readonly #data: object;
  constructor(data: object) {
    this.#data = data;
  }
  static given(data: unknown): unknown {
    return data instanceof Withheld ? data.#data : data;
  }
}

type Routes = ServerBuild['routes'];
type Route = NonNullable<Routes[string]>;

/** The same build, whose loaders keep back what no browser will ask for; {@link given} hands it to the rendering. */
export function withholding(build: ServerBuild): ServerBuild {
  const loud = withScripts(build.routes);
  const routes = Object.entries(build.routes).map(([id, route]) => [
    id,
    route && !loud.has(id) ? quietened(route) : route,
  ]);
  return { ...build, routes: Object.fromEntries(routes) as Routes };
}

/** What loaders found, by route, as they gave it. */
export const given = (loaderData: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(loaderData).map(([id, data]) => [id, Withheld.given(data)]));

/** Routes of pages that hydrate, those around them and those in them. */
function withScripts(routes: Routes): Set<string> {
  const loud = new Set<string>();
  for (const route of Object.values(routes)) {
    if (!route) continue;
    const branch = branchOf(routes, route);
    if (branch.some(({ module }) => wantsScripts(module.handle))) for (const { id } of branch) loud.add(id);
  }
  return loud;
}

function branchOf(routes: Routes, route: Route): Route[] {
  const parent = route.parentId === undefined ? undefined : routes[route.parentId];
  return parent ? [...branchOf(routes, parent), route] : [route];
}

function quietened(route: Route): Route {
  const { loader } = route.module;
  if (!loader || !('default' in route.module)) return route;
  const keeping: LoaderFunction = async (args) => {
    const found: unknown = await loader(args);
    return isPlain(found) && !isForBrowser(pageOf(args.context).url) ? new Withheld(found) : found;
  };
  return { ...route, module: { ...route.module, loader: keeping } };
}

const isPlain = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

/** A page that hydrated asks for what the next one shows, without the page around it. */
const isForBrowser = (url: string): boolean => (url.split('?')[0] ?? '').endsWith('.data');
