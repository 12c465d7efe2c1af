// Proposed zeros with the nights that speak for them, and the buttons to decide.

import { App, Button } from 'antd';
import { messageOf } from '../../../../core/error.ts';
import type { zeroProposalJson } from '../../../../core/zero-proposal.ts';
import { useHubChange } from '../api-client/queries.tsx';
import { useMayOperate } from '../app/use-user.tsx';
import { usePlaces } from '../live/use-places.ts';
import { DeviceLink, PointLink } from '../parts/links.tsx';
import { RowTable } from '../parts/row-table.tsx';
import { Moment } from '../parts/time-mark.tsx';
import { dayOf, figure } from '../words/figures.ts';
import { useSpeech } from '../words/language.tsx';
import { pageWords } from '../words/page-words.ts';
import { zeroStateWords, zeroWords } from '../words/zero-words.ts';

export type ZeroProposalAnswer = ReturnType<typeof zeroProposalJson>;

export function ZeroTable({ proposals }: { readonly proposals: readonly ZeroProposalAnswer[] }) {
  const { say } = useSpeech();
  const places = usePlaces(proposals.map(({ point_id: id }) => id));
  return (
    <RowTable<ZeroProposalAnswer>
      rows={proposals}
      columns={[
        { title: say(pageWords.device), render: (_, { device_id: id }) => <DeviceLink id={id} /> },
        {
          title: say(pageWords.point),
          render: (_, { point_id: id }) => <PointLink id={id} name={places.get(id)?.name} />,
        },
        {
          title: say(zeroWords.from),
          align: 'right',
          render: (_, { zero_offset_mm: value }) => figure(value, 'mm'),
        },
        {
          title: say(zeroWords.to),
          align: 'right',
          render: (_, { proposed_zero_offset_mm: value }) => <b>{figure(value, 'mm')}</b>,
        },
        {
          title: say(zeroWords.nights),
          render: (_, { nights }) =>
            nights.map(({ ended_at: at, median_mm, spread_mm, samples }) => (
              <div key={at}>
                {dayOf(Date.parse(at))}: {figure(median_mm, 'mm')} ± {figure(spread_mm / 2, 'mm')} · {samples}
              </div>
            )),
        },
        { title: say(zeroWords.made), render: (_, { made_at: at }) => <Moment at={at} /> },
        { title: say(pageWords.state), render: (_, { state }) => say(zeroStateWords[state]) },
        {
          title: say(zeroWords.decided),
          render: (_, proposal) =>
            proposal.state === 'open' ? (
              <Decision proposal={proposal} />
            ) : (
              [proposal.decided_by, proposal.reason].filter((text) => text !== null).join(' · ')
            ),
        },
      ]}
    />
  );
}

function Decision({ proposal }: { readonly proposal: ZeroProposalAnswer }) {
  const { say } = useSpeech();
  const { message, modal } = App.useApp();
  const path = `/zero-proposals/${encodeURIComponent(proposal.id)}/actions`;
  const change = useHubChange<{ readonly action: 'accept' | 'refuse' }, ZeroProposalAnswer>(
    ...(['POST', path, 'zero-proposals', 'devices'] as const),
  );
  if (!useMayOperate()) return null;

  async function decide(action: 'accept' | 'refuse') {
    const value = figure(proposal.proposed_zero_offset_mm, 'mm');
    const isSure =
      action === 'refuse' || (await modal.confirm({ title: `${say(zeroWords.acceptAsk)} ${value}?` }));
    if (!isSure) return;
    try {
      await change.mutateAsync({ action });
    } catch (thrown) {
      message.error(messageOf(thrown));
    }
  }

  return (
    <span className="row-actions">
      <Button size="small" type="primary" loading={change.isPending} onClick={() => decide('accept')}>
        {say(zeroWords.accept)}
      </Button>
      <Button size="small" disabled={change.isPending} onClick={() => decide('refuse')}>
        {say(zeroWords.refuse)}
      </Button>
    </span>
  );
}
