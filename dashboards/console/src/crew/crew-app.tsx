// Who is at the phone decides what is shown: the login form, or the screens.
import { BrowserRouter, Route, Routes } from 'react-router';
import { useShadePreference } from '../app/use-shade-preference.ts';
import { useSpeech } from '../words/language.tsx';
import { CaseScreen } from './case-screen.tsx';
import { CasesScreen } from './cases-screen.tsx';
import { CrewFrame } from './crew-frame.tsx';
import { CrewLogin } from './crew-login.tsx';
import { crewWords } from './crew-words.ts';
import { PatrolScreen } from './patrol-screen.tsx';
import { ReportScreen } from './report-screen.tsx';
import { UnsentScreen } from './unsent-screen.tsx';
import { useCrew } from './use-crew.tsx';

export function CrewApp() {
  const { say } = useSpeech();
  const { isOpen, user } = useCrew();
  const choice = useShadePreference();
  if (!isOpen) return <p className="crew-opening">{say(crewWords.title)}</p>;
  if (user === undefined) return <CrewLogin />;
  return (
    <BrowserRouter basename="/crew">
      <Routes>
        <Route element={<CrewFrame {...choice} />}>
          <Route path="/" element={<CasesScreen />} />
          <Route path="/cases/:id" element={<CaseScreen />} />
          {user.role !== 'viewer' && <Route path="/report" element={<ReportScreen />} />}
          <Route path="/patrol" element={<PatrolScreen />} />
          <Route path="/unsent" element={<UnsentScreen />} />
          <Route path="*" element={<CasesScreen />} />
        </Route>
      </Routes>
    </BrowserRouter>
  );
}
