// A person who comments on alarms, each time with other words, and asks again with the same key until there is an
// answer.
import type { CommandReply, CommittedEvent, Engine } from '../../core/ports.ts';
import { minuteMs, secondMs } from '../../core/time.ts';
import { operator } from '../small-town.ts';
import type { Faults } from './faults.ts';

export interface Wish {
  readonly alarmId: string;
  readonly text: string;
  reply: CommandReply | null;
}

export class SimOperator {
  readonly wishes: Wish[] = [];
  readonly #faults: Faults;
  readonly #engine: () => Engine | null;
  readonly #alarms: string[] = [];
  #stopped = false;

  constructor(faults: Faults, engine: () => Engine | null) {
    this.#faults = faults;
    this.#engine = engine;
    this.#wait();
  }

  get isDone(): boolean {
    return this.wishes.every(({ reply }) => reply !== null);
  }

  hear(events: readonly CommittedEvent[]): void {
    for (const { kind, subjectId } of events) if (kind === 'alarm') this.#alarms.push(subjectId);
  }

  stop(): void {
    this.#stopped = true;
  }

  #wait(): void {
    setTimeout(() => {
      if (this.#stopped) return;
      this.#wish();
      this.#wait();
    }, 8 * minuteMs);
  }

  #wish(): void {
    if (this.#alarms.length === 0) return;
    const alarmId = this.#faults.random.pick(this.#alarms);
    const wish: Wish = { alarmId, text: `words ${this.wishes.length + 1}`, reply: null };
    this.wishes.push(wish);
    this.#ask(wish);
  }

  #ask(wish: Wish): void {
    const { alarmId, text } = wish;
    const body = { alarmId, action: 'comment', reason: text };
    this.#engine()
      ?.command('alarm.act', operator, body, text)
      .then(
        (reply) => {
          wish.reply ??= reply;
        },
        () => {},
      );
    // A crash answers nobody.
    setTimeout(() => {
      if (wish.reply === null) this.#ask(wish);
    }, 15 * secondMs);
  }
}
