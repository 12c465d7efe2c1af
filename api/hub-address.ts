// The address under which the hub was reached, for links in what leaves it.
import type { FastifyRequest } from 'fastify';
import type { PublicSettings } from './public-settings.ts';

/** Without a slash at its end: the city's own setting, or what the request says. */
export function hubAddress(request: FastifyRequest, { address }: Pick<PublicSettings, 'address'>): string {
  return address ?? `${request.protocol}://${request.host}`;
}
