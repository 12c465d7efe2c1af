// The console's first step: the page around whoever is logged in.
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Appearance } from './app/appearance.tsx';
import { SessionGate } from './app/session-gate.tsx';
import { SpeechProvider } from './words/language.tsx';
import './look/base.css';
import './app/app.css';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');

createRoot(root).render(
  <StrictMode>
    <SpeechProvider>
      <Appearance>
        <SessionGate />
      </Appearance>
    </SpeechProvider>
  </StrictMode>,
);
