// The public map's first step: no login, and none of the console's own parts.
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { SpeechProvider } from '../words/language.tsx';
import { PublicPage } from './public-page.tsx';
import './public-map.css';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');

createRoot(root).render(
  <StrictMode>
    <SpeechProvider>
      <PublicPage />
    </SpeechProvider>
  </StrictMode>,
);
