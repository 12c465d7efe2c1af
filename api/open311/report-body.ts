// The body of a report: a form with fields, one with files, or an object of JSON with the same names.

import multipart from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import type { PhotoStore } from '../../core/ports.ts';
import { about } from '../../core/said.ts';
import type { ApiApp } from '../api-app.ts';
import { unavailable } from '../problem.ts';
import { Turnstile } from '../turnstile.ts';
import { badRequest } from './answer.ts';

/** Bytes of one picture: a phone's camera makes up to 10 MB. */
const maxFileBytes = 15 * 1024 * 1024;
const maxFiles = 3;
const maxFields = 50;
/** Pictures that are taken in at once, and those that wait: each takes much memory for a moment. */
const atOnce = 2;
const maxWaiting = 40;
const busyRetryS = 10;
const maxFieldBytes = 20_000;

/** One for the whole hub. */
const turns = new Turnstile({ atOnce, maxWaiting });

export type ReportFieldTexts = Readonly<Record<string, string>>;

export async function installReportBodies(scope: ApiApp): Promise<void> {
  scope.addContentTypeParser<string>(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, text, done) => done(null, Object.fromEntries(new URLSearchParams(text))),
  );
  await scope.register(multipart, {
    limits: { fileSize: maxFileBytes, files: maxFiles, fields: maxFields, fieldSize: maxFieldBytes },
  });
}

export interface ReportBody {
  readonly fields: ReportFieldTexts;
  /** Names of the pictures that were kept. */
  readonly photos: readonly string[];
}

/**
 * Reads fields, and keeps pictures. `admit` is asked with the fields so far before the first picture is taken in, and
 * throws where the report is not wanted.
 */
export async function readReportBody(
  request: FastifyRequest,
  photos: Pick<PhotoStore, 'put'>,
  admit: (fields: ReportFieldTexts) => void,
): Promise<ReportBody> {
  const fields: Record<string, string> = textsOf(request.query);
  if (!request.isMultipart()) {
    Object.assign(fields, textsOf(request.body));
    admit(fields);
    return { fields, photos: [] };
  }
  const kept: string[] = [];
  for await (const part of request.parts()) {
    if (part.type === 'field') {
      if (typeof part.value === 'string') fields[part.fieldname] = part.value;
      continue;
    }
    admit(fields);
    const bytes = await part.toBuffer();
    // A form sends an empty file where nobody chose one.
    if (bytes.length === 0) continue;
    if (!turns.hasRoom) {
      const detail = { zh: '同时上传的图片过多，请重试。', en: 'Too many pictures at once. Try again.' };
      throw unavailable('busy', detail, busyRetryS);
    }
    const put = await turns.pass(() => photos.put(bytes));
    if (!put.ok) {
      throw badRequest(about(part.fieldname, put.error));
    }
    kept.push(put.value.name);
  }
  admit(fields);
  return { fields, photos: kept };
}

function textsOf(object: unknown): Record<string, string> {
  if (typeof object !== 'object' || object === null) return {};
  const texts = Object.entries(object).filter(([, value]) => ['string', 'number'].includes(typeof value));
  return Object.fromEntries(texts.map(([name, value]) => [name, String(value)]));
}
