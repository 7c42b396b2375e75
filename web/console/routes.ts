import { index, layout, prefix, route, type RouteConfigEntry } from '@react-router/dev/routes';

const at = (file: string): string => `../console/${file}`;

/** Pages behind sign-in, and the way in; files are named relative to `web/app`. */
export const consoleRoutes: RouteConfigEntry[] = [
  route('sign-in', at('sign-in/sign-in.route.tsx')),
  route('sign-out', at('sign-in/sign-out.route.ts')),
  ...prefix('console', [
    layout(at('console.layout.tsx'), [
      index(at('tasks/tasks.route.tsx')),
      route('uploads', at('uploads/uploads.route.tsx')),
      route('uploads/new', at('uploads/new-upload.route.tsx')),
      route('uploads/:id', at('uploads/upload.route.tsx')),
      route('sources', at('sources/sources.route.tsx')),
      route('sources/new', at('sources/new-source.route.tsx')),
      route('sources/:id', at('sources/source.route.tsx')),
      route('datasets', at('datasets/drafts.route.tsx')),
      route('datasets/:id', at('datasets/draft.route.tsx')),
      route('work-orders', at('work-orders/work-orders.route.tsx')),
      route('work-orders/:id', at('work-orders/work-order.route.tsx')),
      route('reconciliation', at('reconciliation/mismatches.route.tsx')),
      route('reconciliation/:id', at('reconciliation/mismatch.route.tsx')),
      route('reviews', at('reviews/reviews.route.tsx')),
      route('reviews/items/:id', at('reviews/review-item.route.tsx')),
      route('reviews/:id', at('reviews/review.route.tsx')),
      route('reviews/:id/items', at('reviews/review-items.route.tsx')),
      route('reviews/:id/together', at('reviews/together.route.tsx')),
      route('catalogue', at('catalogue/catalogue.route.tsx')),
      route('catalogue/new', at('catalogue/new-entry.route.tsx')),
      route('catalogue/:id', at('catalogue/entry.route.tsx')),
      route('guidelines', at('guidelines/guidelines.route.tsx')),
      route('guidelines/:id', at('guidelines/guideline.route.tsx')),
      route('refinements/:id', at('guidelines/refinement.route.tsx')),
      route('members', at('members/members.route.tsx')),
      route('members/new', at('members/new-member.route.tsx')),
      route('members/:id', at('members/member.route.tsx')),
      route('tokens', at('tokens/tokens.route.tsx')),
      route('account', at('account/account.route.tsx')),
      route('settings', at('settings/settings.route.tsx')),
      route('access-records', at('audit/access-records.route.tsx')),
      route('events', at('audit/events.route.tsx')),
    ]),
    route('similar-names', at('datasets/similar-names.route.ts')),
    route('acting', at('sign-in/acting.route.ts')),
  ]),
];
