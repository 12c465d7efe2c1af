// Whether a request means this city.
import type { PublicSettings } from '../public-settings.ts';
import { notThere } from './answer.ts';

/** Throws a 404 where another one is named; naming none is as good. */
export function checkJurisdiction(
  asked: string | undefined,
  { jurisdiction }: Pick<PublicSettings, 'jurisdiction'>,
): void {
  if (jurisdiction === null || asked === undefined || asked === jurisdiction) return;
  throw notThere({
    zh: `这里没有辖区 ${asked}，只有 ${jurisdiction}。`,
    en: `There is no jurisdiction ${asked} here, only ${jurisdiction}.`,
  });
}
