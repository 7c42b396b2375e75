import { Outlet } from 'react-router';
import { PublicHead } from '../app/public-head.tsx';
import { usePage } from '../app/page.tsx';
import { SiteFrame } from '../design/site-frame.tsx';

/** The same for all who have not signed in; kept by the server until something in it changes, and asked for each time. */
export const headers = { 'Cache-Control': 'public, no-cache' };

export default function PortalLayout() {
  return (
    <SiteFrame page={usePage()}>
      <PublicHead />
      <Outlet />
    </SiteFrame>
  );
}
