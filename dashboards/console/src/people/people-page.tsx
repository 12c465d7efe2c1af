// People with a login: who they are, what they may do, for which unit.
import { Button, Descriptions } from 'antd';
import { useState } from 'react';
import { type Role, roles } from '../../../../core/person.ts';
import type { ListAnswer } from '../api-client/answers.ts';
import { useHubAnswer } from '../api-client/queries.tsx';
import { AnswerState, NothingYet } from '../parts/answer-state.tsx';
import { ChoiceFilter, FilterBar, TextFilter } from '../parts/filter-bar.tsx';
import { PageBody } from '../parts/page-body.tsx';
import { RowTable } from '../parts/row-table.tsx';
import { SecretDialog } from '../parts/secret-dialog.tsx';
import { useFilters } from '../parts/use-filters.ts';
import { useUnitNames } from '../parts/use-names.ts';
import { useSpeech } from '../words/language.tsx';
import { pageWords } from '../words/page-words.ts';
import { peopleWords, roleHints, roleWords } from '../words/people-words.ts';
import { PersonActions } from './person-actions.tsx';
import { type PersonAnswer, PersonForm } from './person-form.tsx';

const filterNames = ['role', 'unit', 'q'] as const;

interface Told {
  readonly username: string;
  readonly password: string;
}

export function PeoplePage() {
  const { say } = useSpeech();
  const asked = useHubAnswer<ListAnswer<PersonAnswer>>('/users?limit=1000');
  const units = useUnitNames();
  const [filters, setFilter, clear] = useFilters(filterNames);
  const [editing, setEditing] = useState<PersonAnswer | 'new' | null>(null);
  const [told, setTold] = useState<Told | null>(null);
  const isFiltered = Object.keys(filters).length > 0;
  const fits = ({ username, role, unit_id: unit }: PersonAnswer) =>
    (filters.role === undefined || role === filters.role) &&
    (filters.unit === undefined || unit === filters.unit) &&
    (filters.q === undefined || `${username} ${units.nameOf(unit ?? '')}`.includes(filters.q));
  return (
    <PageBody
      title={say(pageWords.people)}
      actions={
        <Button type="primary" onClick={() => setEditing('new')}>
          {say(peopleWords.addPerson)}
        </Button>
      }
    >
      <FilterBar {...(isFiltered ? { onClear: clear } : {})}>
        <ChoiceFilter
          label={say(peopleWords.role)}
          value={filters.role}
          options={roles.map((value) => ({ value, label: say(roleWords[value]) }))}
          onChange={(value) => setFilter('role', value)}
        />
        <ChoiceFilter
          label={say(peopleWords.unit)}
          value={filters.unit}
          options={units.choices}
          onChange={(value) => setFilter('unit', value)}
        />
        <TextFilter
          label={say(peopleWords.search)}
          value={filters.q}
          onChange={(value) => setFilter('q', value)}
        />
      </FilterBar>
      <AnswerState asked={asked}>
        {({ items }) => {
          const shown = items.filter(fits);
          return shown.length === 0 ? (
            <NothingYet text={say(isFiltered ? pageWords.noneMatch : peopleWords.noPeople)} />
          ) : (
            <PersonTable people={shown} onEdit={setEditing} onTold={setTold} />
          );
        }}
      </AnswerState>
      <section className="page-section">
        <h2>{say(peopleWords.rolesTitle)}</h2>
        <Descriptions
          size="small"
          column={1}
          items={roles.map((role: Role) => ({
            key: role,
            label: say(roleWords[role]),
            children: say(roleHints[role]),
          }))}
        />
      </section>
      {editing !== null && (
        <PersonForm
          person={editing === 'new' ? null : editing}
          onClose={() => setEditing(null)}
          onDone={(username, password) => {
            setEditing(null);
            if (password !== null) setTold({ username, password });
          }}
        />
      )}
      <SecretDialog
        title={`${say(peopleWords.passwordOf)} ${told?.username ?? ''}`}
        secret={told?.password ?? null}
        onClose={() => setTold(null)}
      />
    </PageBody>
  );
}

interface PersonTableProps {
  readonly people: readonly PersonAnswer[];
  onEdit(person: PersonAnswer): void;
  onTold(told: Told): void;
}

function PersonTable({ people, onEdit, onTold }: PersonTableProps) {
  const { say } = useSpeech();
  const units = useUnitNames();
  return (
    <RowTable<PersonAnswer>
      rowKey="username"
      rows={people}
      columns={[
        { title: say(peopleWords.username), dataIndex: 'username' },
        { title: say(peopleWords.role), render: (_, { role }) => say(roleWords[role]) },
        {
          title: say(peopleWords.unit),
          render: (_, { unit_id: unit }) => (unit === null ? say(peopleWords.anyUnit) : units.nameOf(unit)),
        },
        {
          title: say(pageWords.state),
          render: (_, { disabled }) => (
            <span className={disabled ? 'mark-bad' : 'mark-good'}>
              {say(disabled ? peopleWords.disabled : peopleWords.active)}
            </span>
          ),
        },
        {
          key: 'act',
          render: (_, person) => (
            <PersonActions
              person={person}
              onEdit={() => onEdit(person)}
              onPassword={(password) => onTold({ username: person.username, password })}
            />
          ),
        },
      ]}
    />
  );
}
