import { Outlet } from 'react-router';
import { usePage } from '../app/page.tsx';
import { SiteFrame } from '../design/site-frame.tsx';

export default function PortalLayout() {
  return (
    <SiteFrame page={usePage()}>
      <Outlet />
    </SiteFrame>
  );
}
