// The person at the page.
import { createContext, type ReactNode, useContext } from 'react';
import type { Role } from '../../../../core/person.ts';
import type { UserAnswer } from '../api-client/answers.ts';

const UserContext = createContext<UserAnswer | null>(null);

export function UserProvider({
  user,
  children,
}: {
  readonly user: UserAnswer;
  readonly children: ReactNode;
}) {
  return <UserContext value={user}>{children}</UserContext>;
}

export function useUser(): UserAnswer {
  const user = useContext(UserContext);
  if (user === null) throw new Error('useUser is used inside UserProvider');
  return user;
}

const operates = {
  viewer: false,
  crew: false,
  operator: true,
  admin: true,
} as const satisfies Record<Role, boolean>;

/** Whether the hub lets this person act on alarms. */
export function useMayOperate(): boolean {
  return operates[useUser().role];
}
