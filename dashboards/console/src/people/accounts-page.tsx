// How other systems come in: MQTT accounts of integrations and readers, and tokens of programs. Secrets are shown once.
import { Button, Tag } from 'antd';
import { useState } from 'react';
import type { ListAnswer } from '../api-client/answers.ts';
import { useHubAnswer, useHubChange } from '../api-client/queries.tsx';
import { AnswerState, NothingYet } from '../parts/answer-state.tsx';
import { AskedButton } from '../parts/asked-button.tsx';
import { PageBody } from '../parts/page-body.tsx';
import { RowTable } from '../parts/row-table.tsx';
import { SecretDialog } from '../parts/secret-dialog.tsx';
import { useSpeech } from '../words/language.tsx';
import { pageWords } from '../words/page-words.ts';
import { peopleWords } from '../words/people-words.ts';
import { type AccountAnswer, AccountForm } from './account-form.tsx';
import { TokensSection } from './tokens-section.tsx';

interface Told {
  readonly name: string;
  readonly secret: string;
}

export function AccountsPage() {
  const { say } = useSpeech();
  const asked = useHubAnswer<ListAnswer<AccountAnswer>>('/accounts?limit=1000');
  const [editing, setEditing] = useState<AccountAnswer | 'new' | null>(null);
  const [told, setTold] = useState<Told | null>(null);
  return (
    <PageBody title={say(pageWords.accounts)}>
      <section className="page-section" aria-label={say(peopleWords.mqttAccounts)}>
        <div className="section-head">
          <h2>{say(peopleWords.mqttAccounts)}</h2>
          <Button onClick={() => setEditing('new')}>{say(peopleWords.addAccount)}</Button>
        </div>
        <p className="quiet">{say(peopleWords.accountsHint)}</p>
        <AnswerState asked={asked}>
          {({ items }) =>
            items.length === 0 ? (
              <NothingYet text={say(peopleWords.noAccounts)} />
            ) : (
              <AccountTable accounts={items} onEdit={setEditing} onTold={setTold} />
            )
          }
        </AnswerState>
      </section>
      <TokensSection />
      {editing !== null && (
        <AccountForm
          account={editing === 'new' ? null : editing}
          onClose={() => setEditing(null)}
          onDone={(name, secret) => {
            setEditing(null);
            if (secret !== null) setTold({ name, secret });
          }}
        />
      )}
      <SecretDialog
        title={`${say(peopleWords.secretOf)} ${told?.name ?? ''}`}
        secret={told?.secret ?? null}
        onClose={() => setTold(null)}
      />
    </PageBody>
  );
}

interface AccountTableProps {
  readonly accounts: readonly AccountAnswer[];
  onEdit(account: AccountAnswer): void;
  onTold(told: Told): void;
}

function AccountTable({ accounts, onEdit, onTold }: AccountTableProps) {
  const { say } = useSpeech();
  return (
    <RowTable<AccountAnswer>
      rowKey="name"
      rows={accounts}
      columns={[
        { title: say(peopleWords.accountName), dataIndex: 'name' },
        { title: say(peopleWords.publish), render: (_, { publish }) => <Topics filters={publish} /> },
        { title: say(peopleWords.subscribe), render: (_, { subscribe }) => <Topics filters={subscribe} /> },
        {
          key: 'act',
          render: (_, account) => (
            <span className="row-actions">
              <Button size="small" onClick={() => onEdit(account)}>
                {say(peopleWords.change)}
              </Button>
              <RenewSecret name={account.name} onTold={onTold} />
              <DeleteAccount name={account.name} />
            </span>
          ),
        },
      ]}
    />
  );
}

function Topics({ filters }: { readonly filters: readonly string[] }) {
  const { say } = useSpeech();
  if (filters.length === 0) return <span className="quiet">{say(peopleWords.nothing)}</span>;
  return filters.map((filter) => (
    <Tag key={filter}>
      <code>{filter}</code>
    </Tag>
  ));
}

function RenewSecret({ name, onTold }: { readonly name: string; onTold(told: Told): void }) {
  const { say } = useSpeech();
  const renew = useHubChange<undefined, Told>('POST', `${pathOf(name)}/secret`, 'accounts');
  return (
    <AskedButton
      label={say(peopleWords.newSecret)}
      subject={name}
      question={say(peopleWords.newSecretAsk)}
      onSure={async () => onTold(await renew.mutateAsync(undefined))}
    />
  );
}

function DeleteAccount({ name }: { readonly name: string }) {
  const { say } = useSpeech();
  const change = useHubChange<undefined, null>('DELETE', pathOf(name), 'accounts');
  return (
    <AskedButton
      danger
      label={say(peopleWords.deleteAccount)}
      subject={name}
      question={say(peopleWords.deleteAccountAsk)}
      onSure={() => change.mutateAsync(undefined)}
    />
  );
}

const pathOf = (name: string) => `/accounts/${encodeURIComponent(name)}`;
