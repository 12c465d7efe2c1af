// What is around every page: the header, the menu, whether the hub is well. A page that fails takes no other with it.
import { Spin } from 'antd';
import { Suspense } from 'react';
import { Outlet } from 'react-router';
import { HubHealthNotice } from './hub-health-notice.tsx';
import { PageHeader } from './page-header.tsx';
import { PageMenu } from './page-menu.tsx';

export function ConsoleFrame({ onSignOut }: { onSignOut(): void }) {
  return (
    <>
      <PageHeader onSignOut={onSignOut} />
      <HubHealthNotice />
      <div className="console">
        <PageMenu />
        <div className="console-page">
          <Suspense fallback={<Spin className="whole-page" size="large" />}>
            <Outlet />
          </Suspense>
        </div>
      </div>
    </>
  );
}
