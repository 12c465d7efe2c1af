import { describe, expect, it } from 'vitest';
import { LiveReaders } from './live-readers.ts';
import type { BrokerPacket } from './persistence/stored-packet.ts';

const packet: BrokerPacket = { cmd: 'publish', topic: 'a/b', payload: Buffer.from('x') };

describe('the live readers', () => {
  it('all get a message, which is passed on when the last of them has taken it', () => {
    const readers = new LiveReaders();
    const takes: (() => void)[] = [];
    for (const filter of ['a/b', 'a/#', 'c']) readers.on(filter, (_, taken) => takes.push(taken));
    let passedOn = 0;
    readers.emit(packet, () => {
      passedOn += 1;
    });
    expect(takes).toHaveLength(2);
    takes[0]?.();
    expect(passedOn).toBe(0);
    takes[1]?.();
    expect(passedOn).toBe(1);
  });

  it('that are not there keep nobody waiting, and are known not to be there', () => {
    const readers = new LiveReaders();
    const notify = () => {};
    readers.on('a/+', notify);
    expect(readers.has('a/b')).toBe(true);
    readers.removeListener('a/+', notify);
    expect(readers.has('a/b')).toBe(false);
    let passedOn = false;
    readers.emit(packet, () => {
      passedOn = true;
    });
    expect(passedOn).toBe(true);
  });
});
