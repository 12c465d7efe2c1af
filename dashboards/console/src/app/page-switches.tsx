// Language, and dark or light.
import { MoonOutlined, SunOutlined } from '@ant-design/icons';
import { Button, Segmented } from 'antd';
import { useSpeech } from '../words/language.tsx';
import { words } from '../words/words.ts';
import { useShade } from './appearance.tsx';

export function LanguageSwitch() {
  const { language, setLanguage, say } = useSpeech();
  return (
    <Segmented
      aria-label={say(words.switchLanguage)}
      value={language}
      onChange={setLanguage}
      options={[
        { value: 'zh', label: '中文' },
        { value: 'en', label: 'EN' },
      ]}
    />
  );
}

export function ShadeSwitch() {
  const { say } = useSpeech();
  const { shade, setShade } = useShade();
  const label = say(shade === 'dark' ? words.toLight : words.toDark);
  return (
    <Button
      type="text"
      aria-label={label}
      title={label}
      icon={shade === 'dark' ? <SunOutlined /> : <MoonOutlined />}
      onClick={() => setShade(shade === 'dark' ? 'light' : 'dark')}
    />
  );
}
