// What may be done to a device: planned work begun and ended, a new secret.
import { App, Button } from 'antd';
import { useState } from 'react';
import { messageOf } from '../../../../core/error.ts';
import type { WholeDeviceAnswer } from '../api-client/device-answers.ts';
import { useHubChange } from '../api-client/queries.tsx';
import { useMayOperate, useUser } from '../app/use-user.tsx';
import { commandWords } from '../words/command-words.ts';
import { useSpeech } from '../words/language.tsx';
import { MaintenanceForm, type PlannedWork } from './maintenance-form.tsx';
import { NewSecret } from './new-secret.tsx';

export function DeviceActions({ device }: { readonly device: WholeDeviceAnswer }) {
  const { say } = useSpeech();
  const { message } = App.useApp();
  const { role } = useUser();
  const [isAsking, setAsking] = useState(false);
  const path = `/devices/${encodeURIComponent(device.id)}`;
  const change = useHubChange<PlannedWork, unknown>('POST', `${path}/maintenance`, 'devices');
  if (!useMayOperate()) return null;

  async function plan(work: PlannedWork) {
    try {
      await change.mutateAsync(work);
      setAsking(false);
    } catch (thrown) {
      message.error(messageOf(thrown));
    }
  }

  return (
    <>
      {device.maintenance_until === null ? (
        <Button onClick={() => setAsking(true)}>{say(commandWords.maintenanceBegin)}</Button>
      ) : (
        <Button loading={change.isPending} onClick={() => plan({ until: null })}>
          {say(commandWords.maintenanceEnd)}
        </Button>
      )}
      {role === 'admin' && <NewSecret deviceId={device.id} />}
      <MaintenanceForm
        isOpen={isAsking}
        isSending={change.isPending}
        onClose={() => setAsking(false)}
        onPlan={plan}
      />
    </>
  );
}
