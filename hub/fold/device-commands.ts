// Commands to devices that are not closed: issued, superseded, sent, answered, expired. Closed ones are the store's.

import {
  type DeviceCommand,
  type DeviceCommandRequest,
  type DeviceCommandState,
  type DeviceReply,
  deviceCommandIdOf,
  deviceCommandNumberOf,
} from '../../core/device-command.ts';
import type { DueQueue } from '../../core/due-queue.ts';
import type { Refusal } from '../../core/ports.ts';
import type { Registry } from '../../core/registry.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { Table } from '../../core/table.ts';
import { noSuch } from '../../core/thing-names.ts';
import { dayMs, type EpochMs, hourMs } from '../../core/time.ts';

export interface DeviceCommandsOptions {
  readonly registry: Registry;
  /** Last number given, by what it counts. */
  readonly counters: Table<number>;
  /** Takes keys `downlink|…`. */
  readonly due: DueQueue;
  /** Told of every command that is new or changed. */
  readonly changed: (command: DeviceCommand) => void;
}

/** How long a command waits for its device unless it says so: twice the day that a sleeping cover may be silent. */
const defaultLifeMs = 2 * dayMs;
const longestLifeMs = 30 * dayMs;
/** How long after its expiry a command that was sent waits for the reply. */
const replyWaitMs = hourMs;
/** Commands of one device that are not closed. */
const openMax = 100;

const duePrefix = 'downlink|';

export class DeviceCommands {
  readonly table = new Table<DeviceCommand>('device_commands');
  readonly #options: DeviceCommandsOptions;
  /** Ids by device, oldest first. */
  readonly #open = new Map<string, Set<string>>();

  constructor(options: DeviceCommandsOptions) {
    this.#options = options;
  }

  /** Rebuilds what is derived from the table after it was restored. */
  restored(): void {
    this.#open.clear();
    const inOrder = [...this.table.values()].sort(
      (a, b) => deviceCommandNumberOf(a.id) - deviceCommandNumberOf(b.id),
    );
    for (const command of inOrder) this.#watch(command);
  }

  /**
   * Queues a command for a device. A setting (`set_…`) takes the place of an older one of its name that was not
   * sent. Refused where there is no such device, the time is past or too far, or too many are open.
   */
  issue(request: DeviceCommandRequest, by: string, now: EpochMs): Result<DeviceCommand, Refusal> {
    const { deviceId, command, params } = request;
    const expiresAt = request.expiresAt ?? now + defaultLifeMs;
    if (this.#options.registry.device(deviceId) === undefined) {
      return fail({ kind: 'not_found', detail: noSuch('device', deviceId) });
    }
    if (expiresAt <= now || expiresAt > now + longestLifeMs) {
      const detail = {
        zh: '命令的失效时间应在将来，且不超过 30 天',
        en: 'a command expires in the future, within 30 days',
      };
      return fail({ kind: 'invalid', field: 'expires_at', detail });
    }
    const older = command.startsWith('set_') ? this.#unsent(deviceId, command) : [];
    if ((this.#open.get(deviceId)?.size ?? 0) - older.length >= openMax) {
      const detail = {
        zh: `${deviceId} 已有 ${openMax} 条命令在等待；请待其发出或失效`,
        en: `${openMax} commands to ${deviceId} wait already; let them be sent or expire`,
      };
      return fail({ kind: 'conflict', detail });
    }
    for (const replaced of older) this.#close(replaced, 'superseded', now);
    const issued: DeviceCommand = {
      id: this.#nextId(),
      deviceId,
      command,
      params,
      state: 'queued',
      requestedBy: by,
      requestedAt: now,
      expiresAt,
      sentAt: null,
      closedAt: null,
      reply: null,
    };
    this.#put(issued);
    return ok(issued);
  }

  /** The device acknowledged it. False where that is no news. */
  sent(id: string, now: EpochMs): boolean {
    const command = this.table.get(id);
    if (command?.state !== 'queued') return false;
    this.#put({ ...command, state: 'sent', sentAt: now });
    return true;
  }

  /** A reply of `deviceId` to one of its commands; one that is not open is past changing. */
  replied(deviceId: string, id: string, { ok, detail }: DeviceReply, now: EpochMs): void {
    const command = this.table.get(id);
    if (command === undefined || command.deviceId !== deviceId) return;
    const sentAt = command.sentAt ?? now;
    this.#close({ ...command, sentAt, reply: { ok, detail } }, ok ? 'done' : 'failed', now);
  }

  /** What was asked of the due queue under `downlink|…` has come. */
  due(id: string, now: EpochMs): void {
    const command = this.table.get(id);
    if (command === undefined) return;
    if (now < dueAtOf(command)) this.#schedule(command);
    else this.#close(command, command.state === 'queued' ? 'expired' : 'unanswered', now);
  }

  #unsent(deviceId: string, name: string): DeviceCommand[] {
    return [...(this.#open.get(deviceId) ?? [])]
      .map((id) => this.table.get(id))
      .filter((command) => command?.command === name && command.state === 'queued')
      .filter((command) => command !== undefined);
  }

  #put(command: DeviceCommand): void {
    this.table.set(command.id, command);
    this.#watch(command);
    this.#options.changed(command);
  }

  #close(command: DeviceCommand, state: DeviceCommandState, now: EpochMs): void {
    this.table.delete(command.id);
    const open = this.#open.get(command.deviceId);
    open?.delete(command.id);
    if (open?.size === 0) this.#open.delete(command.deviceId);
    this.#options.changed({ ...command, state, closedAt: now });
  }

  #watch(command: DeviceCommand): void {
    const open = this.#open.get(command.deviceId) ?? new Set();
    this.#open.set(command.deviceId, open.add(command.id));
    this.#schedule(command);
  }

  #schedule(command: DeviceCommand): void {
    this.#options.due.add(duePrefix + command.id, dueAtOf(command));
  }

  #nextId(): string {
    const { counters } = this.#options;
    const number = (counters.get('device command') ?? 0) + 1;
    counters.set('device command', number);
    return deviceCommandIdOf(number);
  }
}

function dueAtOf({ state, expiresAt, sentAt }: DeviceCommand): EpochMs {
  return state === 'queued' ? expiresAt : Math.max(expiresAt, sentAt ?? 0) + replyWaitMs;
}
