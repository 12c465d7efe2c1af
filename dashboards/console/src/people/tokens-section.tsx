// Tokens of programs that call the API: what each may do, until when, and the end of it.
import { Button } from 'antd';
import { useState } from 'react';
import type { Role } from '../../../../core/person.ts';
import type { ListAnswer } from '../api-client/answers.ts';
import { hubNow } from '../api-client/hub-clock.ts';
import { useHubAnswer, useHubChange } from '../api-client/queries.tsx';
import { AnswerState, NothingYet } from '../parts/answer-state.tsx';
import { AskedButton } from '../parts/asked-button.tsx';
import { RowTable } from '../parts/row-table.tsx';
import { SecretDialog } from '../parts/secret-dialog.tsx';
import { Moment } from '../parts/time-mark.tsx';
import { useUnitNames } from '../parts/use-names.ts';
import { useSpeech } from '../words/language.tsx';
import { pageWords } from '../words/page-words.ts';
import { peopleWords, roleWords } from '../words/people-words.ts';
import { tokenWords } from '../words/token-words.ts';
import { TokenForm } from './token-form.tsx';

interface TokenAnswer {
  readonly name: string;
  readonly role: Role;
  readonly unit_id: string | null;
  readonly created_at: string;
  readonly created_by: string;
  readonly expires_at: string | null;
  readonly revoked_at: string | null;
}

interface Told {
  readonly name: string;
  readonly token: string;
}

export function TokensSection() {
  const { say } = useSpeech();
  const asked = useHubAnswer<ListAnswer<TokenAnswer>>('/tokens?limit=1000');
  const [isAdding, setAdding] = useState(false);
  const [told, setTold] = useState<Told | null>(null);
  return (
    <section className="page-section" aria-label={say(tokenWords.tokens)}>
      <div className="section-head">
        <h2>{say(tokenWords.tokens)}</h2>
        <Button onClick={() => setAdding(true)}>{say(tokenWords.add)}</Button>
      </div>
      <p className="quiet">{say(tokenWords.hint)}</p>
      <AnswerState asked={asked}>
        {({ items }) =>
          items.length === 0 ? <NothingYet text={say(tokenWords.none)} /> : <TokenTable tokens={items} />
        }
      </AnswerState>
      {isAdding && (
        <TokenForm
          onClose={() => setAdding(false)}
          onMade={(name, token) => {
            setAdding(false);
            setTold({ name, token });
          }}
        />
      )}
      <SecretDialog
        title={`${say(tokenWords.tokens)} · ${told?.name ?? ''}`}
        secret={told?.token ?? null}
        onClose={() => setTold(null)}
      />
    </section>
  );
}

function endOf({ revoked_at: revoked, expires_at: expires }: TokenAnswer): 'revoked' | 'expired' | 'live' {
  if (revoked !== null) return 'revoked';
  return expires !== null && Date.parse(expires) <= hubNow() ? 'expired' : 'live';
}

function TokenTable({ tokens }: { readonly tokens: readonly TokenAnswer[] }) {
  const { say } = useSpeech();
  const units = useUnitNames();
  return (
    <RowTable<TokenAnswer>
      rowKey={({ name, created_at: at }) => `${name} ${at}`}
      rows={tokens}
      columns={[
        { title: say(tokenWords.name), dataIndex: 'name' },
        {
          title: say(peopleWords.role),
          render: (_, { role, unit_id: unit }) =>
            unit === null ? say(roleWords[role]) : `${say(roleWords[role])} · ${units.nameOf(unit)}`,
        },
        {
          title: say(tokenWords.made),
          render: (_, { created_at: at, created_by: by }) => (
            <>
              <Moment at={at} /> {by}
            </>
          ),
        },
        {
          title: say(tokenWords.expires),
          render: (_, { expires_at: at }) => (at === null ? say(tokenWords.never) : <Moment at={at} />),
        },
        {
          title: say(pageWords.state),
          render: (_, token) => (
            <span className={endOf(token) === 'live' ? 'mark-good' : 'quiet'}>
              {say(tokenWords[endOf(token)])}
            </span>
          ),
        },
        { key: 'act', render: (_, token) => endOf(token) === 'live' && <RevokeToken name={token.name} /> },
      ]}
    />
  );
}

function RevokeToken({ name }: { readonly name: string }) {
  const { say } = useSpeech();
  const path = `/tokens/${encodeURIComponent(name)}`;
  const revoke = useHubChange<undefined, TokenAnswer>('DELETE', path, 'tokens');
  return (
    <AskedButton
      danger
      label={say(tokenWords.revoke)}
      subject={name}
      question={say(tokenWords.revokeAsk)}
      onSure={() => revoke.mutateAsync(undefined)}
    />
  );
}
