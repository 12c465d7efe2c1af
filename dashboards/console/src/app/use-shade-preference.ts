// Dark or light, as the browser remembers it or the system wants it, told to the styles.
import { useEffect, useMemo } from 'react';
import type { Shade } from '../look/severity-look.ts';
import { usePreference } from './use-preference.ts';

const shades = ['dark', 'light'] as const satisfies readonly Shade[];

export interface ShadeChoice {
  readonly shade: Shade;
  setShade(shade: Shade): void;
}

function systemShade(): Shade {
  return matchMedia('(prefers-color-scheme: light)').matches ? 'light' : 'dark';
}

export function useShadePreference(): ShadeChoice {
  const [shade, setShade] = usePreference('shade', shades, systemShade);
  useEffect(() => {
    document.documentElement.dataset.shade = shade;
  }, [shade]);
  return useMemo(() => ({ shade, setShade }), [shade, setShade]);
}
