// A report from outside as a case: the fields of GeoReport v2, checked and put into the words of a case.

import { z } from 'zod';
import type { Reporter } from '../../core/case.ts';
import type { CaseReport } from '../../core/commands.ts';
import { wordsOfIssue } from '../../core/issue-words.ts';
import { about, joined } from '../../core/said.ts';
import { badRequest } from './answer.ts';
import { conditionAttribute, type Service } from './services.ts';

/** As the specification has it. */
const descriptionMax = 4_000;

const text = (max: number) => z.string().trim().max(max).optional();
const degrees = (max: number) => z.coerce.number().min(-max).max(max).optional();

/** Fields that it does not know are no mistake: apps send more than the specification names. */
export const reportFields = z.object({
  service_code: z.string('names what is wrong; GET services lists them').max(100),
  lat: degrees(90),
  long: degrees(180),
  address_string: text(300),
  address_id: text(64),
  description: text(descriptionMax),
  media_url: text(2_000),
  email: text(200),
  first_name: text(100),
  last_name: text(100),
  phone: text(50),
  [`attribute[${conditionAttribute}]`]: text(200),
});
type ReportFields = z.infer<typeof reportFields>;

export function readReport(fields: Readonly<Record<string, string>>): ReportFields {
  // Forms send blanks for what was not filled in.
  const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value.trim() !== ''));
  const parsed = reportFields.safeParse(given);
  if (parsed.success) return parsed.data;
  const mistakes = parsed.error.issues.map((issue) =>
    about(issue.path.join('.'), wordsOfIssue(issue, given)),
  );
  throw badRequest(joined(mistakes));
}

/** @param photos links to pictures that were sent along and are kept here. */
export function caseReport(
  fields: ReportFields,
  service: Service,
  photos: readonly string[],
): Omit<CaseReport, 'source'> {
  const { lat, long, address_id: pointId, address_string: address, media_url: media } = fields;
  if (pointId === undefined && (lat === undefined || long === undefined)) {
    throw badRequest({
      zh: '请说明位置：发送 lat 和 long（WGS-84 度），或已登记点位的 address_id。仅凭 address_string 无法在地图上定位。',
      en:
        'Say where: send lat and long (WGS-84 degrees), or the address_id of a known point. An address_string alone ' +
        'cannot be found on the map here.',
    });
  }
  const asked = fields[`attribute[${conditionAttribute}]`];
  const condition = typeof asked === 'string' ? asked : service.defaultCondition;
  const words = [
    fields.description,
    address === undefined ? undefined : `地址 Address: ${address}`,
    media === undefined ? undefined : `图片 Picture: ${media}`,
  ];
  return {
    category: service.code,
    condition,
    pointId: pointId ?? null,
    lon: pointId === undefined ? (long ?? null) : null,
    lat: pointId === undefined ? (lat ?? null) : null,
    title: (service.conditions.get(condition) ?? service.title).zh,
    description: words.filter((line) => line !== undefined).join('\n'),
    photos: [...photos],
  };
}

/** Who reported, as far as they said so; `null` where they did not. */
export function reporterOf(fields: ReportFields): Reporter | null {
  const name = [fields.last_name, fields.first_name].filter((part) => part !== undefined).join(' ');
  const { phone = null, email = null } = fields;
  return name === '' && phone === null && email === null ? null : { name: name || null, phone, email };
}
