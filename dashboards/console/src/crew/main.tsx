// The crew page's first step. It brings neither the console's parts nor its map: it has to come over a poor network.
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { SpeechProvider } from '../words/language.tsx';
import { CrewApp } from './crew-app.tsx';
import { CrewDatabase } from './crew-database.ts';
import { CrewDesk } from './crew-desk.ts';
import { DeskProvider } from './use-crew.tsx';
import '../look/base.css';
import './crew.css';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');

const desk = new CrewDesk(await CrewDatabase.open());
void desk.start();

createRoot(root).render(
  <StrictMode>
    <SpeechProvider>
      <DeskProvider desk={desk}>
        <CrewApp />
      </DeskProvider>
    </SpeechProvider>
  </StrictMode>,
);

if (import.meta.env.PROD) {
  // Where the browser has none, or refuses, the page works as long as it stays open.
  navigator.serviceWorker?.register('/crew/worker.js', { scope: '/crew/' }).catch(() => {});
  void navigator.storage?.persist?.();
}
