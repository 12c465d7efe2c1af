// The hub itself: where every message went, how far what leaves it has come, how the flows fare.
import { PageBody } from '../parts/page-body.tsx';
import { useSpeech } from '../words/language.tsx';
import { pageWords } from '../words/page-words.ts';
import { AccountingSection } from './accounting-section.tsx';
import { FlowsSection } from './flows-section.tsx';
import { OutletsSection } from './outlets-section.tsx';

export function HubPage() {
  const { say } = useSpeech();
  return (
    <PageBody title={say(pageWords.hub)}>
      <AccountingSection />
      <OutletsSection />
      <FlowsSection />
    </PageBody>
  );
}
