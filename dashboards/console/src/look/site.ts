// The place that this console watches.

/** Every time is shown in this zone, wherever the browser stands. */
export const siteTimeZone = 'Asia/Shanghai';

/** Where an empty map opens: longitude and latitude of the county town, WGS-84 degrees. */
export const siteCentre: readonly [number, number] = [109.84, 35.585];
