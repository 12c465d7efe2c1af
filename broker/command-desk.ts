// Commands on their way to devices. The journal is their queue: a command goes out whenever its device is there and
// listens, again over each new connection until the device has acknowledged it, and never after its reply.
import type { DeviceCommandBody } from '../core/device-command.ts';
import { type Actor, localUsername } from '../core/person.ts';
import type { Committed, Engine, Json } from '../core/ports.ts';
import { type EpochMs, parseInstant, secondMs } from '../core/time.ts';
import type { MendedClient } from './aedes-client.ts';
import { commandForm } from './command-topics.ts';
import type { Connection } from './connection.ts';
import type { EdgeCounters } from './edge-counters.ts';

export interface CommandDeskOptions {
  readonly engine: Pick<Engine, 'command' | 'onCommitted'>;
  readonly counters: EdgeCounters;
  readonly now: () => EpochMs;
}

/** A device that is there. */
interface Listener {
  readonly connection: Connection;
  readonly reader: Pick<MendedClient, 'send'>;
}

interface QueuedCommand {
  readonly body: DeviceCommandBody;
  /** The connection that it went out over last. */
  sentTo: Connection | null;
  isAcknowledged: boolean;
}

/** The broker, in the journal. */
const actor: Actor = { name: localUsername, role: 'admin', unitId: null, from: 'local' };
/** How long an acknowledgement waits that could not be committed, ms. */
const retryMs = 5 * secondMs;

export class CommandDesk {
  readonly #options: CommandDeskOptions;
  /** By device, oldest first. */
  readonly #queued = new Map<string, Map<string, QueuedCommand>>();
  readonly #listeners = new Map<string, Listener>();
  /** Replies of a device whose commit is under way. */
  readonly #replies = new Map<string, number>();
  readonly #stopListening: () => void;
  /** Commands that were heard of before the queue was loaded, and are known better. */
  #heard: Set<string> | null = new Set();
  #isClosed = false;

  constructor(options: CommandDeskOptions) {
    this.#options = options;
    this.#stopListening = options.engine.onCommitted((committed) => this.#take(committed));
  }

  /** Takes the commands that were queued before the start, as the API shows them. */
  load(commands: Iterable<Json>): void {
    for (const command of commands) {
      const body = command as DeviceCommandBody;
      if (this.#heard?.has(body.id) !== true) this.#add(body);
    }
    this.#heard = null;
  }

  /** A device has come, or has subscribed to something. */
  listens(connection: Connection, reader: Listener['reader']): void {
    const { who } = connection;
    if (who?.kind !== 'device') return;
    this.#listeners.set(who.name, { connection, reader });
    this.#send(who.name);
  }

  left(connection: Connection): void {
    const name = connection.who?.name ?? '';
    if (this.#listeners.get(name)?.connection === connection) this.#listeners.delete(name);
  }

  /** A reply is on its way to the journal: nothing is sent to its device until it is known what was answered. */
  replyBegan(deviceId: string): void {
    this.#replies.set(deviceId, (this.#replies.get(deviceId) ?? 0) + 1);
  }

  replyDecided(deviceId: string): void {
    const left = (this.#replies.get(deviceId) ?? 1) - 1;
    if (left > 0) {
      this.#replies.set(deviceId, left);
      return;
    }
    this.#replies.delete(deviceId);
    // What the commit changed is told right after the commits are answered.
    queueMicrotask(() => this.#send(deviceId));
  }

  close(): void {
    this.#isClosed = true;
    this.#stopListening();
  }

  #take({ events }: Committed): void {
    for (const { kind, body } of events) {
      if (kind !== 'command') continue;
      const command = body as DeviceCommandBody;
      this.#heard?.add(command.id);
      if (command.state === 'queued') this.#add(command);
      else this.#forget(command);
    }
  }

  #add(body: DeviceCommandBody): void {
    const queued = this.#queued.get(body.device_id) ?? new Map<string, QueuedCommand>();
    this.#queued.set(body.device_id, queued.set(body.id, { body, sentTo: null, isAcknowledged: false }));
    this.#send(body.device_id);
  }

  #forget({ id, device_id: deviceId }: DeviceCommandBody): void {
    const queued = this.#queued.get(deviceId);
    if (queued?.delete(id) && queued.size === 0) this.#queued.delete(deviceId);
  }

  #send(deviceId: string): void {
    const listener = this.#listeners.get(deviceId);
    if (listener === undefined || this.#isClosed || this.#replies.has(deviceId)) return;
    const { connection, reader } = listener;
    for (const command of this.#queued.get(deviceId)?.values() ?? []) {
      if (command.isAcknowledged || command.sentTo === connection || this.#isExpired(command)) continue;
      const form = commandForm(connection.filters, command.body);
      if (form === null) continue;
      command.sentTo = connection;
      this.#options.counters.add('commands_sent');
      reader.send(command.body.id, form, () => this.#acknowledged(command));
    }
  }

  #isExpired({ body }: QueuedCommand): boolean {
    return (parseInstant(body.expires_at) ?? 0) <= this.#options.now();
  }

  #acknowledged(command: QueuedCommand): void {
    if (command.isAcknowledged) return;
    command.isAcknowledged = true;
    this.#options.counters.add('commands_acknowledged');
    this.#report(command);
  }

  #report(command: QueuedCommand): void {
    const { id, device_id: deviceId } = command.body;
    if (this.#isClosed || this.#queued.get(deviceId)?.get(id) !== command) return;
    this.#options.engine.command('device.command_sent', actor, { commandId: id }).catch(() => {
      setTimeout(() => this.#report(command), retryMs).unref();
    });
  }
}
