// How other systems come in: MQTT accounts of integrations and readers, and tokens of programs. Secrets are shown once.
import { App, Button, Tag } from 'antd';
import { useState } from 'react';
import { messageOf } from '../../../../core/error.ts';
import type { ListAnswer } from '../api-client/answers.ts';
import { useHubAnswer, useHubChange } from '../api-client/queries.tsx';
import { AnswerState, NothingYet } from '../parts/answer-state.tsx';
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
  const { message, modal } = App.useApp();
  const path = `/accounts/${encodeURIComponent(name)}/secret`;
  const renew = useHubChange<undefined, Told>('POST', path, 'accounts');
  async function ask() {
    const isSure = await modal.confirm({
      title: `${say(peopleWords.newSecret)} · ${name}`,
      content: say(peopleWords.newSecretAsk),
      okButtonProps: { danger: true },
    });
    if (!isSure) return;
    try {
      onTold(await renew.mutateAsync(undefined));
    } catch (thrown) {
      message.error(messageOf(thrown));
    }
  }
  return (
    <Button size="small" loading={renew.isPending} onClick={ask}>
      {say(peopleWords.newSecret)}
    </Button>
  );
}
