// Registry files of a small place, for tests from the outside.

export const unitsCsv = `unit_id,name,kind,parent_unit,phone,email,webhook
drainage,排水管理所,maintainer,,,,
bureau,住建局,supervisor,,,,
qiaoshan,桥山街办,subdistrict,,,,
`;

export const pointsCsv = `point_id,name,kind,lon,lat,component_code,maintainer_unit,supervisor_unit,subdistrict_unit,basin
north-gate,北关路口,flood,109.84,35.584,,drainage,bureau,qiaoshan,north
cover-7,7 号井,cover,109.841,35.585,6106310103000007,drainage,bureau,qiaoshan,north
`;

export const secrets = { 'gauge-1': 'gauge-1-secret', 'tilt-7': 'tilt-7-secret' } as const;

export const devicesCsv = `device_id,profile,point_id,interval_s,secret,zero_offset_mm,baseline_tilt_deg
gauge-1,flood-gauge,north-gate,60,${secrets['gauge-1']},0,
tilt-7,tilt,cover-7,3600,${secrets['tilt-7']},,1.5
`;

export interface LoadRow {
  readonly deviceId: string;
  readonly secret: string;
}

/** As many devices of the profile `equipment`, at no point, and their file. */
export function manyDevices(count: number): { readonly devices: readonly LoadRow[]; readonly csv: string } {
  const devices = Array.from({ length: count }, (_, i) => {
    const deviceId = `load-${String(i + 1).padStart(4, '0')}`;
    return { deviceId, secret: `secret-of-${deviceId}` };
  });
  const rows = devices.map(({ deviceId, secret }) => `${deviceId},equipment,${secret}\n`);
  return { devices, csv: `device_id,profile,secret\n${rows.join('')}` };
}
