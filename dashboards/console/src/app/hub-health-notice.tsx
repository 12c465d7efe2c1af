// Says when the hub does not take data: a calm page may then mean that nothing arrives.
import { Alert } from 'antd';
import { useEffect, useState } from 'react';
import { secondMs } from '../../../../core/time.ts';
import { readHubHealth } from '../api-client/hub-health.ts';
import { useSpeech } from '../words/language.tsx';
import { words } from '../words/words.ts';

const askEveryMs = 15 * secondMs;

export function HubHealthNotice() {
  const { say, language } = useSpeech();
  const [trouble, setTrouble] = useState<string | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the hub says it in the language of the page.
  useEffect(() => {
    const asking = new AbortController();
    const ask = () => readHubHealth(asking.signal).then(setTrouble, () => setTrouble(null));
    void ask();
    const timer = setInterval(ask, askEveryMs);
    return () => {
      clearInterval(timer);
      asking.abort();
    };
  }, [language]);
  if (trouble === null) return null;
  return <Alert banner type="error" title={`${say(words.hubNotReady)}: ${trouble}`} />;
}
