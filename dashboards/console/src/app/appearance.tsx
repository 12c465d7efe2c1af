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

/**
 * Ant Design's own greys, links and states fall short of 4.5 to 1 against what they lie on. It derives further colours
 * from those that are named after what they are for, and takes the others as they are.
 */
const tokens = {
  dark: {
    colorPrimary: '#7fc0ff',
    colorLink: '#7fc0ff',
    colorLinkHover: '#a8d4ff',
    colorError: '#ff9298',
    colorBgBase: '#141b23',
    colorBgContainer: '#18212b',
    colorBgElevated: '#1d2732',
    colorTextBase: '#e8eef4',
    colorTextTertiary: '#a3b2c0',
    colorTextDescription: '#a3b2c0',
    colorTextPlaceholder: '#a3b2c0',
    colorTextLightSolid: '#04121f',
  },
  light: {
    colorPrimary: '#1463c4',
    colorLink: '#1463c4',
    colorLinkHover: '#0b4f8a',
    colorError: '#c21f2c',
    colorSuccess: '#1d7a3e',
    colorSuccessBg: '#eaf7ee',
    colorSuccessBorder: '#9ccfad',
    colorWarning: '#8a5a00',
    colorWarningBg: '#fff6e0',
    colorWarningBorder: '#e3c27a',
    green7: '#237804',
    gold7: '#8a5a00',
    orange7: '#a04a00',
    colorBgBase: '#ffffff',
    colorTextBase: '#16202a',
    colorTextTertiary: '#51616f',
    colorTextDescription: '#51616f',
    colorTextPlaceholder: '#51616f',
  },
} as const;

/** A tooltip is dark in either shade. */
const components = { Tooltip: { colorTextLightSolid: '#ffffff' } } as const;

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
          components,
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
