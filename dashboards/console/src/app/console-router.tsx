// Addresses to pages. Each page is a part of its own, loaded when it is opened.
import { Button, Result } from 'antd';
import { type ReactNode, useMemo } from 'react';
import { createBrowserRouter, Link, RouterProvider, useRouteError } from 'react-router';
import { messageOf } from '../../../../core/error.ts';
import type { Role } from '../../../../core/person.ts';
import { useSpeech } from '../words/language.tsx';
import { pageWords } from '../words/page-words.ts';
import { ConsoleFrame } from './console-frame.tsx';
import { mayOpen, pages } from './pages.ts';
import { useUser } from './use-user.tsx';

function routerFor(role: Role, frame: ReactNode) {
  return createBrowserRouter([
    {
      element: frame,
      hydrateFallbackElement: <></>,
      children: [
        ...pages.map((page) => ({
          path: page.path,
          errorElement: <FailedPage />,
          ...(mayOpen(page, role) ? { lazy: () => page.load() } : { element: <ForbiddenPage /> }),
        })),
        { path: '*', element: <MissingPage /> },
      ],
    },
  ]);
}

export function ConsoleRouter({ onSignOut }: { onSignOut(): void }) {
  const { role } = useUser();
  const router = useMemo(() => routerFor(role, <ConsoleFrame onSignOut={onSignOut} />), [role, onSignOut]);
  return <RouterProvider router={router} />;
}

function ToWall() {
  const { say } = useSpeech();
  return (
    <Link to="/">
      <Button type="primary">{say(pageWords.toWall)}</Button>
    </Link>
  );
}

function MissingPage() {
  const { say } = useSpeech();
  return (
    <Result
      status="404"
      title={say(pageWords.notFound)}
      subTitle={say(pageWords.notFoundHint)}
      extra={<ToWall />}
    />
  );
}

function ForbiddenPage() {
  const { say } = useSpeech();
  return (
    <Result
      status="403"
      title={say(pageWords.notAllowed)}
      subTitle={say(pageWords.notAllowedHint)}
      extra={<ToWall />}
    />
  );
}

function FailedPage() {
  const { say } = useSpeech();
  const thrown = useRouteError();
  return (
    <Result status="error" title={say(pageWords.failed)} subTitle={messageOf(thrown)} extra={<ToWall />} />
  );
}
