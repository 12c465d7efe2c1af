// Dark or light, for Ant Design and for the console's own styles alike; the browser remembers which.
import { App, ConfigProvider, theme } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { createContext, type ReactNode, useContext } from 'react';
import { useSpeech } from '../words/language.tsx';
import { type ShadeChoice, useShadePreference } from './use-shade-preference.ts';

const locales = { zh: zhCN, en: enUS } as const;

const fonts =
  "system-ui, -apple-system, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', 'Segoe UI', sans-serif";

const tokens = {
  dark: {
    colorPrimary: '#3b8ef0',
    colorBgBase: '#141b23',
    colorBgContainer: '#18212b',
    colorBgElevated: '#1d2732',
    colorTextBase: '#e8eef4',
  },
  light: {
    colorPrimary: '#1463c4',
    colorBgBase: '#ffffff',
    colorTextBase: '#16202a',
  },
} as const;

const ShadeContext = createContext<ShadeChoice | null>(null);

export function Appearance({ children }: { readonly children: ReactNode }) {
  const { language } = useSpeech();
  const choice = useShadePreference();
  const { shade } = choice;
  return (
    <ShadeContext value={choice}>
      <ConfigProvider
        locale={locales[language]}
        button={{ autoInsertSpace: false }}
        theme={{
          algorithm: shade === 'dark' ? theme.darkAlgorithm : theme.defaultAlgorithm,
          token: { ...tokens[shade], fontFamily: fonts, borderRadius: 4 },
        }}
      >
        <App className="page">{children}</App>
      </ConfigProvider>
    </ShadeContext>
  );
}

export function useShade(): ShadeChoice {
  const choice = useContext(ShadeContext);
  if (choice === null) throw new Error('useShade is used inside Appearance');
  return choice;
}
