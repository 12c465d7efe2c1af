// The pages that this person may open, at the left edge; icons alone where the screen is narrow.
import { NavLink } from 'react-router';
import { useSpeech } from '../words/language.tsx';
import { pageGroupWords, pageWords } from '../words/page-words.ts';
import { pageGroups } from './page.ts';
import { type PageIcon, pageIcons } from './page-icon.tsx';
import { menuPages } from './pages.ts';
import { roleAdmits } from './role-rank.ts';
import { useUser } from './use-user.tsx';

export function PageMenu() {
  const { say } = useSpeech();
  const { role } = useUser();
  return (
    <nav className="page-menu" aria-label={say(pageWords.menu)}>
      {pageGroups.map((group) => {
        const shown = menuPages(role, group);
        return (
          shown.length > 0 && (
            <ul key={group} aria-label={say(pageGroupWords[group])}>
              {shown.map(({ path, label, icon }) => (
                <MenuEntry key={path} path={path} label={say(label)} icon={icon} />
              ))}
              {group === 'field' && roleAdmits(role, 'crew') && <CrewEntry />}
            </ul>
          )
        );
      })}
    </nav>
  );
}

/** The crew page is a program of its own, not a page of this one. */
function CrewEntry() {
  const { say } = useSpeech();
  const Icon = pageIcons.phone;
  return (
    <li>
      <a href="/crew/" title={say(pageWords.crew)}>
        <Icon />
        <span>{say(pageWords.crew)}</span>
      </a>
    </li>
  );
}

function MenuEntry({ path, label, icon }: { path: string; label: string; icon: PageIcon }) {
  const Icon = pageIcons[icon];
  return (
    <li>
      <NavLink to={path} end={path === '/'} title={label}>
        <Icon />
        <span>{label}</span>
      </NavLink>
    </li>
  );
}
