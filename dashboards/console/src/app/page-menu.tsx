// The pages that this person may open, at the left edge; icons alone where the screen is narrow.
import { NavLink } from 'react-router';
import { useSpeech } from '../words/language.tsx';
import { pageWords } from '../words/page-words.ts';
import { pageIcons } from './page-icon.tsx';
import { menuPages } from './pages.ts';
import { useUser } from './use-user.tsx';

export function PageMenu() {
  const { say } = useSpeech();
  const { role } = useUser();
  return (
    <nav className="page-menu" aria-label={say(pageWords.menu)}>
      <ul>
        {menuPages(role).map(({ path, label, icon }) => {
          const Icon = icon === undefined ? null : pageIcons[icon];
          return (
            <li key={path}>
              <NavLink to={path} end={path === '/'} title={say(label)}>
                {Icon !== null && <Icon />}
                <span>{say(label)}</span>
              </NavLink>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
