// A permit to open a point's covers: given for some hours, shown while it lasts, ended.
import { App, Button } from 'antd';
import { useState } from 'react';
import { messageOf } from '../../../../core/error.ts';
import { useHubAnswer, useHubChange } from '../api-client/queries.tsx';
import { useMayOperate } from '../app/use-user.tsx';
import { MaintenanceForm, type PlannedWork } from '../devices/maintenance-form.tsx';
import { dayAndTime } from '../words/figures.ts';
import { useSpeech } from '../words/language.tsx';
import { pointWords } from '../words/point-words.ts';
import type { PointExplanationAnswer } from './explanation-answer.ts';

export function PermitAction({ pointId }: { readonly pointId: string }) {
  const { say } = useSpeech();
  const { message } = App.useApp();
  const [isAsking, setAsking] = useState(false);
  const now = useHubAnswer<PointExplanationAnswer>(`/explain?point_id=${encodeURIComponent(pointId)}`);
  const path = `/points/${encodeURIComponent(pointId)}/permit`;
  const change = useHubChange<PlannedWork, unknown>('POST', path, 'explain', 'alarms');
  const permit = now.data?.permit ?? null;

  async function set(work: PlannedWork) {
    try {
      await change.mutateAsync(work);
      setAsking(false);
    } catch (thrown) {
      message.error(messageOf(thrown));
    }
  }

  const mayOperate = useMayOperate();
  return (
    <>
      {permit !== null && (
        <span className="permit-mark">
          {say(pointWords.permit)}: {permit.reason} · {dayAndTime(Date.parse(permit.until))}
        </span>
      )}
      {mayOperate && permit === null && (
        <Button onClick={() => setAsking(true)}>{say(pointWords.permitGive)}</Button>
      )}
      {mayOperate && permit !== null && (
        <Button loading={change.isPending} onClick={() => set({ until: null })}>
          {say(pointWords.permitEnd)}
        </Button>
      )}
      <MaintenanceForm
        isOpen={isAsking}
        isSending={change.isPending}
        title={say(pointWords.permitGive)}
        hint={say(pointWords.permitHint)}
        onClose={() => setAsking(false)}
        onPlan={set}
      />
    </>
  );
}
