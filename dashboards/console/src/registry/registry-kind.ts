// The files of the registry and what a first one looks like.
export const registryKinds = ['units', 'points', 'devices'] as const;
export type RegistryKind = (typeof registryKinds)[number];

/** Header and an example row each, as the import takes them. */
export const registryTemplates = {
  units: [
    ['unit_id', 'name', 'kind', 'parent_unit', 'phone', 'email', 'webhook'],
    ['drainage', '排水管理所', 'maintainer', '', '0911-5620000', '', ''],
  ],
  points: [
    [
      ...['point_id', 'name', 'kind', 'lon', 'lat', 'datum', 'grid_code', 'component_code'],
      ...['owner_unit', 'maintainer_unit', 'supervisor_unit', 'subdistrict_unit'],
      ...['basin', 'road_class', 'address'],
    ],
    [
      ...['north-gate', '北关路口', 'flood', '109.840265', '35.583729', 'wgs84', '', ''],
      ...['', 'drainage', '', '', '北关', '主干路', '北关路与中心街路口'],
    ],
  ],
  devices: [
    [
      ...['device_id', 'profile', 'point_id', 'interval_s', 'secret', 'dev_eui', 'gateway'],
      ...['zero_offset_mm', 'low_point_delta_mm', 'mount_height_mm', 'baseline_tilt_deg'],
    ],
    ['gauge-1', 'flood-gauge', 'north-gate', '300', '', '', '', '0', '', '', ''],
  ],
} as const satisfies Record<RegistryKind, readonly (readonly string[])[]>;
