// A command to a device: asked for by a person or by the fold itself, kept until the device has it, and answered
// by the device's reply. The hub's own journal is its queue, whatever session the device keeps.

import { z } from 'zod';
import { saying, textOfForm } from './issue-words.ts';
import type { Label } from './label.ts';
import type { Json } from './page.ts';
import { type EpochMs, formatInstant, formatInstantOrNull } from './time.ts';

/**
 * `queued`: the device has not acknowledged it; `sent`: it has, and its reply is awaited; `done` and `failed`: as the
 * reply says; `expired`: it was not sent in time; `unanswered`: no reply came; `superseded`: a newer one of the
 * same kind took its place before it was sent.
 */
export const deviceCommandStates = [
  'queued',
  'sent',
  'done',
  'failed',
  'expired',
  'unanswered',
  'superseded',
] as const;
export type DeviceCommandState = (typeof deviceCommandStates)[number];

/** Names of commands are the firmware's; these characters are safe everywhere. */
export const deviceCommandNameSchema = textOfForm(/^[A-Za-z][A-Za-z0-9_.-]{0,63}$/, {
  zh: '以字母开头，只能有字母、数字和 _ . -，最多 64 个字符',
  en: 'a letter, then letters, digits and _ . - only, 64 characters at most',
});

/** Largest `params`, characters of JSON: a device's buffers are small. */
export const deviceCommandParamsMax = 4_096;

/** The hub's own fields of a command's payload. */
const ownFields = ['id', 'command'];

export const deviceCommandParamsSchema = z
  .record(z.string().min(1).max(64), z.unknown())
  .refine(
    (params) => !ownFields.some((field) => Object.hasOwn(params, field)),
    saying({
      zh: 'id 和 command 不是参数：由平台自己填写',
      en: 'id and command are not parameters: the hub writes them itself',
    }),
  )
  .refine(
    (params) => JSON.stringify(params).length <= deviceCommandParamsMax,
    saying({
      zh: `命令参数的 JSON 最多 ${deviceCommandParamsMax} 个字符`,
      en: `parameters of a command take ${deviceCommandParamsMax} characters of JSON at most`,
    }),
  );

/** Longest interval that a device can be asked to report at, s: a month. */
const intervalMax_s = 30 * 86_400;

/** Why a command that every firmware has cannot be done as asked, or `null`. */
export function flawOfCommand(command: string, params: Readonly<Record<string, unknown>>): Label | null {
  if (command !== 'set_interval') return null;
  const { interval_s } = params;
  const isInterval = typeof interval_s === 'number' && interval_s >= 1 && interval_s <= intervalMax_s;
  return isInterval
    ? null
    : {
        zh: `set_interval 需要 interval_s，为 1 到 ${intervalMax_s} 秒`,
        en: `set_interval takes interval_s, seconds from 1 to ${intervalMax_s}`,
      };
}

export const deviceCommandRequestSchema = z.strictObject({
  deviceId: z.string(),
  command: deviceCommandNameSchema,
  params: deviceCommandParamsSchema,
  /** Epoch ms: not sent any more from then on. `null`: two days after the request. */
  expiresAt: z.number().nullable(),
});
export type DeviceCommandRequest = z.infer<typeof deviceCommandRequestSchema>;

/** The id of the command with a number; they count up from 1. */
export function deviceCommandIdOf(number: number): string {
  return `C${String(number).padStart(6, '0')}`;
}

/** The number in a command's id, for firmware that knows requests by number. */
export function deviceCommandNumberOf(id: string): number {
  return Number(id.slice(1));
}

export interface DeviceCommand {
  /** `C000042`; counts up. */
  readonly id: string;
  readonly deviceId: string;
  readonly command: string;
  readonly params: DeviceCommandRequest['params'];
  readonly state: DeviceCommandState;
  readonly requestedBy: string;
  readonly requestedAt: EpochMs;
  readonly expiresAt: EpochMs;
  /** When the device acknowledged it. */
  readonly sentAt: EpochMs | null;
  /** When its state became final. */
  readonly closedAt: EpochMs | null;
  readonly reply: DeviceReply | null;
}

/** What a device says to a command. */
export interface DeviceReply {
  readonly ok: boolean;
  /** In the device's own words, 1,000 characters at most. */
  readonly detail: string | null;
}

/** As the API shows it, and the body of an outbox item of kind `command`. */
export function deviceCommandJson(command: DeviceCommand) {
  return {
    id: command.id,
    device_id: command.deviceId,
    command: command.command,
    params: command.params,
    state: command.state,
    requested_by: command.requestedBy,
    requested_at: formatInstant(command.requestedAt),
    expires_at: formatInstant(command.expiresAt),
    sent_at: formatInstantOrNull(command.sentAt),
    closed_at: formatInstantOrNull(command.closedAt),
    reply: command.reply,
  };
}
export type DeviceCommandBody = ReturnType<typeof deviceCommandJson>;

/** What the device gets on `devices/{id}/commands`. */
export function deviceCommandPayload({
  id,
  command,
  params,
}: Pick<DeviceCommandBody, 'id' | 'command' | 'params'>): Json {
  return { id, command, ...params };
}

/** The command to report each `interval_s`, as every firmware has it. */
export function intervalRequest(deviceId: string, interval_s: number): DeviceCommandRequest {
  return { deviceId, command: 'set_interval', params: { interval_s }, expiresAt: null };
}

/** The interval that a device says it has taken with a command, s; `null` where the command is another or not done. */
export function takenInterval_s({ command, state, params }: DeviceCommand): number | null {
  const { interval_s } = params;
  const isTaken = command === 'set_interval' && state === 'done';
  return isTaken && typeof interval_s === 'number' && interval_s > 0 ? interval_s : null;
}
