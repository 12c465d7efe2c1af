// Where Open311 is and what it speaks, for apps that look for it.
import type { PublicSettings } from '../public-settings.ts';

/** When the services or fields changed last in a way that apps should know. */
const changeset = '2026-11-28T00:00:00Z';

export function discovery(base: string, { centre, alertStatus }: PublicSettings) {
  const endpoint = {
    specification: 'http://wiki.open311.org/GeoReport_v2',
    url: `${base}/open311/v2`,
    changeset,
    type: alertStatus === 'actual' ? 'production' : 'test',
  };
  const formats = ['text/xml', 'application/json'];
  const about = {
    changeset,
    contact: centre,
    key_service: 'sluice token create NAME --role viewer',
  };
  return {
    json: { ...about, endpoints: [{ ...endpoint, formats }] },
    xml: {
      discovery: {
        ...about,
        endpoints: { endpoint: { ...endpoint, formats: { format: formats } } },
      },
    },
  };
}
