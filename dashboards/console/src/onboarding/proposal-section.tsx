// What the hub says of a message: who sent it, which profiles read it, and the readings that would come of it.
import { Descriptions, Radio } from 'antd';
import { deviceWords } from '../words/device-words.ts';
import { useSpeech } from '../words/language.tsx';
import { formatWords, onboardingWords } from '../words/onboarding-words.ts';
import { pageWords } from '../words/page-words.ts';
import type { ProposalAnswer } from './onboarding-answers.ts';
import { ReadingList } from './reading-list.tsx';

interface ProposalSectionProps {
  readonly proposal: ProposalAnswer;
  readonly profile: string | null;
  onChoose(profile: string): void;
}

export function ProposalSection({ proposal, profile, onChoose }: ProposalSectionProps) {
  const { language, say } = useSpeech();
  const { format, profiles, gateways, f_port: port, frame_counter: frame } = proposal;
  const chosen = profiles.find(({ id }) => id === profile);
  const facts = [
    [onboardingWords.format, say((format !== null && formatWords[format]) || onboardingWords.unknownFormat)],
    [pageWords.device, proposal.device_id],
    [deviceWords.devEui, proposal.dev_eui],
    [deviceWords.gateway, gateways.length === 0 ? null : gateways.join(', ')],
    [onboardingWords.frame, port === null ? null : `${port} / ${frame ?? ''}`],
  ] as const;
  return (
    <section className="page-section">
      <h2>{say(onboardingWords.found)}</h2>
      <Descriptions
        size="small"
        column={{ xs: 1, sm: 2, lg: 3 }}
        items={facts
          .filter(([, value]) => value !== null)
          .map(([label, value]) => ({ key: label.en, label: say(label), children: value }))}
      />
      {profiles.length > 0 && (
        <>
          <h3>{say(onboardingWords.profiles)}</h3>
          <Radio.Group
            className="onboarding-profiles"
            value={chosen?.id ?? null}
            onChange={(event) => onChoose(String(event.target.value))}
            options={profiles.map(({ id, label, by, named }) => ({
              value: id,
              label: (
                <>
                  {label[language]} <code>{id}</code>{' '}
                  <span className="quiet">
                    {say(by === 'bytes' ? onboardingWords.byBytes : onboardingWords.byFields)}
                    {named && ` · ${say(onboardingWords.named)}`}
                  </span>
                </>
              ),
            }))}
          />
        </>
      )}
      <ReadingList readings={chosen?.readings ?? proposal.readings} reasons={proposal.reasons} />
    </section>
  );
}
