// The device itself: its id, profile and point; registered, and watched until it is heard.
import { App, Button, Form, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { messageOf } from '../../../../core/error.ts';
import type { UnknownDevice } from '../api-client/quarantine-answers.ts';
import { useUser } from '../app/use-user.tsx';
import { PointSelect } from '../parts/point-select.tsx';
import { useProfileNames } from '../parts/use-names.ts';
import { deviceWords } from '../words/device-words.ts';
import { metricLabel } from '../words/figures.ts';
import { useSpeech } from '../words/language.tsx';
import { onboardingWords } from '../words/onboarding-words.ts';
import { pageWords } from '../words/page-words.ts';
import type { ProposalAnswer } from './onboarding-answers.ts';
import { RegisteredDevice } from './registered-device.tsx';
import { type NewDevice, type Registered, useRegister } from './use-register.ts';

interface RegisterSectionProps {
  readonly proposal: ProposalAnswer;
  readonly unknown: UnknownDevice | null;
  readonly profile: string | null;
  onChooseProfile(profile: string): void;
}

export function RegisterSection(props: RegisterSectionProps) {
  const { say } = useSpeech();
  const { role } = useUser();
  const [registered, setRegistered] = useState<Registered | null>(null);
  return (
    <section className="page-section">
      <h2>{say(onboardingWords.register)}</h2>
      {registered !== null ? (
        <RegisteredDevice registered={registered} />
      ) : role === 'admin' ? (
        <RegisterForm {...props} onRegistered={setRegistered} />
      ) : (
        <p className="quiet">{say(onboardingWords.registerNeedsAdmin)}</p>
      )}
    </section>
  );
}

interface RegisterFormProps extends RegisterSectionProps {
  onRegistered(registered: Registered): void;
}

function RegisterForm({ proposal, unknown, profile, onChooseProfile, onRegistered }: RegisterFormProps) {
  const { language, say } = useSpeech();
  const { message } = App.useApp();
  const { choices } = useProfileNames();
  const { register, isSending } = useRegister(unknown);
  const measured = new Set(proposal.readings.map(({ metric }) => metric));

  async function finish(fields: Omit<NewDevice, 'profile' | 'dev_eui'>) {
    if (profile === null) return;
    try {
      onRegistered(await register({ ...fields, profile, dev_eui: proposal.dev_eui }));
    } catch (thrown) {
      message.error(messageOf(thrown));
    }
  }

  return (
    <>
      {unknown !== null && <p className="quiet">{say(onboardingWords.adoptHint)}</p>}
      <Form<Omit<NewDevice, 'profile' | 'dev_eui'>>
        className="inline-form"
        layout="vertical"
        initialValues={{
          device_id: unknown?.id ?? proposal.device_id ?? proposal.dev_eui ?? '',
          gateway: proposal.gateways[0] ?? null,
        }}
        onFinish={finish}
      >
        <Form.Item name="device_id" label={say(onboardingWords.deviceId)} rules={[{ required: true }]}>
          <Input />
        </Form.Item>
        <Form.Item label={say(deviceWords.profile)} required>
          <Select
            className="onboarding-choice"
            aria-label={say(deviceWords.profile)}
            placeholder={say(onboardingWords.chooseProfile)}
            showSearch={{ optionFilterProp: 'label' }}
            value={profile}
            onChange={onChooseProfile}
            options={[...choices]}
          />
        </Form.Item>
        <Form.Item name="point_id" label={say(pageWords.point)}>
          <PointSelect className="onboarding-choice" placeholder={say(onboardingWords.noPoint)} allowClear />
        </Form.Item>
        <Form.Item name="interval_s" label={say(onboardingWords.interval_s)}>
          <InputNumber min={1} max={604_800} />
        </Form.Item>
        <Form.Item name="gateway" label={say(deviceWords.gateway)}>
          <Input />
        </Form.Item>
        {measured.has('distance_mm') && (
          <Form.Item name="mount_height_mm" label={`${say(deviceWords.mountHeight)} (mm)`}>
            <InputNumber />
          </Form.Item>
        )}
        {(measured.has('distance_mm') || measured.has('depth_mm')) && (
          <Form.Item name="zero_offset_mm" label={`${say(deviceWords.zeroOffset)} (mm)`}>
            <InputNumber />
          </Form.Item>
        )}
        {measured.has('tilt_deg') && (
          <Form.Item
            name="baseline_tilt_deg"
            label={`${say(deviceWords.baselineTilt)} (°)`}
            tooltip={metricLabel('tilt_deg', language)}
          >
            <InputNumber />
          </Form.Item>
        )}
        <Button type="primary" htmlType="submit" disabled={profile === null} loading={isSending}>
          {say(onboardingWords.register)}
        </Button>
      </Form>
    </>
  );
}
