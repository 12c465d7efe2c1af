// Links from a row of a table or a mark on a map to what the hub knows of it.
import type { Link } from './field-look.ts';
import { grafana } from './influx.ts';
import type { Say } from './say.ts';

/** The row has a field `point`. */
export function pointPage(say: Say): Link {
  return {
    title: say({ zh: '在监测平台中查看', en: 'Look at it in the hub' }),
    url: `${grafana('hub_url')}/points/${grafana('__data.fields.point')}`,
    targetBlank: true,
  };
}

/** The row has a field `case_id`. */
export function casePage(say: Say): Link {
  return {
    title: say({ zh: '打开案件', en: 'Open the case' }),
    url: `${grafana('hub_url')}/cases/${grafana('__data.fields.case_id')}`,
    targetBlank: true,
  };
}
