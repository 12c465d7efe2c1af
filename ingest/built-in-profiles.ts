// The profiles of devices that speak the hub's own JSON. Vendors' devices get a file each.
import type { DeviceProfile } from '../core/registry.ts';

const daily = 86_400;

export const builtInProfiles: readonly DeviceProfile[] = [
  {
    id: 'tilt',
    label: { zh: '井盖倾角传感器', en: 'Manhole tilt sensor' },
    intervalS: daily / 2,
    primaryMetric: 'tilt_deg',
    sentinels: {},
  },
  {
    id: 'flood-gauge',
    label: { zh: '积水监测仪', en: 'Waterlogging gauge' },
    intervalS: 600,
    primaryMetric: 'depth_mm',
    // What ultrasonic gauges send for no echo or an echo in the blind zone.
    sentinels: { distance_mm: [0, 300, 500, 5_000, 9_999] },
  },
  {
    id: 'rain-gauge',
    label: { zh: '雨量计', en: 'Rain gauge' },
    intervalS: 3_600,
    primaryMetric: 'rain_mm',
    sentinels: {},
  },
  {
    id: 'equipment',
    label: { zh: '街道设备', en: 'Street equipment' },
    intervalS: 300,
    primaryMetric: 'battery_v',
    sentinels: {},
  },
];
