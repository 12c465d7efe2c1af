import { describe, expect, it } from 'vitest';
import { CodecSandbox } from './codec-sandbox.ts';

const frame = { bytes: Uint8Array.of(0x0d, 0x3b, 7), fPort: 2, receivedAt: Date.UTC(2026, 6, 1, 12) };
/** A hundred thousand take half a minute. */
const many = Number(process.env.SLUICE_TEST_DECODES ?? 10_000);

const sandbox = new CodecSandbox();
const run = (source: string) => sandbox.decode(source, frame);
const reasonOf = (source: string) => {
  const decoded = run(source);
  return decoded.ok ? JSON.stringify(decoded.value) : decoded.error.reason;
};
const uplink = (body: string) => `function decodeUplink(input) { ${body} }`;

describe('entry points', () => {
  it.each([
    [
      'TS013',
      'function decodeUplink({ bytes, fPort, recvTime }) { return { data: { n: bytes.length, fPort, at: recvTime.toISOString() } }; }',
    ],
    [
      'an arrow',
      'const decodeUplink = ({ bytes, fPort, recvTime }) => ({ data: { n: bytes.length, fPort, at: recvTime.toISOString() } });',
    ],
    [
      'a module',
      'module.exports = { decodeUplink: (i) => ({ data: { n: i.bytes.length, fPort: i.fPort, at: i.recvTime.toISOString() } }) };',
    ],
    [
      'Decoder',
      'function Decoder(bytes, port) { return { n: bytes.length, fPort: port, at: new Date().toISOString() }; }',
    ],
    [
      'Decode',
      'function Decode(fPort, bytes) { return { n: bytes.length, fPort: fPort, at: new Date().toISOString() }; }',
    ],
    [
      'no data around the fields',
      'function decodeUplink(i) { return { n: i.bytes.length, fPort: i.fPort, at: i.recvTime.toISOString() }; }',
    ],
  ])('%s', (_name, source) => {
    expect(run(source)).toEqual({ ok: true, value: { n: 3, fPort: 2, at: '2026-07-01T12:00:00.000Z' } });
  });

  it('a codec that logs is a codec', () => {
    expect(reasonOf(uplink('console.log("x"); return { data: {} };'))).toBe('{}');
  });
});

describe('what is no answer', () => {
  it.each([
    ['a text', uplink('return "12 mm";'), 'codec_failed'],
    ['a list', uplink('return { data: [1] };'), 'codec_failed'],
    ['nothing', uplink(''), 'codec_failed'],
    ['data that turns into a number', uplink('return { data: { toJSON: () => 5 } };'), 'codec_failed'],
    ['no function', 'var x = 1;', 'codec_failed'],
    ['a mistake in its syntax', 'function decodeUplink( {', 'codec_failed'],
    ['an error', uplink('throw new Error("short frame");'), 'codec_failed'],
    ['an error whose words never end', uplink('throw { toString() { for (;;); } };'), 'codec_unbounded'],
    ['its own errors', uplink('return { errors: ["unknown port"] };'), 'codec_refused'],
    ['a hundred kilobytes', uplink('return { data: { x: "x".repeat(1e5) } };'), 'codec_failed'],
    ['a text that doubles without end', uplink('let s = "x"; for (;;) s += s;'), 'codec_failed'],
  ])('%s', (_name, source, reason) => {
    expect(reasonOf(source)).toBe(reason);
  });

  it('numbers that are none come as words, which no reading is made of', () => {
    expect(run(uplink('return { data: { a: NaN, b: 1 / 0, c: 7n } };'))).toEqual({
      ok: true,
      value: { a: 'NaN', b: 'Infinity', c: 7 },
    });
  });
});

describe('bounds', () => {
  it.each([
    ['a loop without end', uplink('while (true);')],
    ['a loop without end while it is loaded', 'for (;;);'],
    ['memory without end', uplink('const a = []; while (true) a.push(new Array(1000).fill(1));')],
    ['an error caught for ever', uplink('for (;;) try { null.x } catch {}')],
    [
      'a search in long texts',
      uplink('return { data: { i: ("a".repeat(3e5) + "b").indexOf("a".repeat(1e5) + "c") } };'),
    ],
    ['a list of thirty million', uplink('new Array(3e7).sort(); return { data: {} };')],
    ['a pattern that tries everything', uplink('return { data: { m: /(x+x+)+y/.test("x".repeat(5000)) } };')],
    ['a number of a million bits', uplink('return { data: { n: String(2n ** 1000000n) } };')],
  ])('%s ends', (_name, source) => {
    expect(reasonOf(source)).toBe('codec_unbounded');
  });

  it('recursion without end is an error of the codec', () => {
    expect(reasonOf(uplink('return decodeUplink(input);'))).toBe('codec_failed');
  });

  it('a codec beyond its bounds leaves the next one as it was', () => {
    const good = uplink('return { data: { n: input.bytes[2] } };');
    const before = run(good);
    for (const bad of ['while (true);', 'const a = []; for (;;) a.push("x".repeat(1e5));']) run(uplink(bad));
    expect(run(good)).toEqual(before);
  });
});

describe('the same frame', () => {
  it('finds no trace of the one before: not in variables, not in globals, not in built-in objects', () => {
    const source = `
      var seen = 0;
      function decodeUplink() {
        seen += 1; loose = (typeof loose === 'undefined' ? 0 : loose) + 1;
        Array.prototype.count = (Array.prototype.count || 0) + 1;
        return { data: { seen, loose, count: [].count } };
      }`;
    for (let i = 0; i < 3; i += 1)
      expect(run(source)).toEqual({ ok: true, value: { seen: 1, loose: 1, count: 1 } });
  });

  it('gives the same on any machine: time from the frame, UTC, one sequence of random numbers', () => {
    const source = uplink(
      'return { data: { now: Date.now(), zone: new Date(2026, 0, 1).getTimezoneOffset(), random: Math.random() } };',
    );
    const first = run(source);
    expect(first).toMatchObject({ ok: true, value: { now: frame.receivedAt, zone: 0 } });
    expect(run(source)).toEqual(first);
    expect(new CodecSandbox().decode(source, frame)).toEqual(first);
  });

  it('reaches nothing of the host', () => {
    const names = ['process', 'require', 'fetch', 'setTimeout', 'WebAssembly', 'Buffer'];
    const source = uplink(`return { data: { found: [${names.map((name) => `typeof ${name}`)}].join() } };`);
    expect(run(source)).toEqual({ ok: true, value: { found: names.map(() => 'undefined').join() } });
  });
});

describe('many frames', () => {
  it('take no more memory than a thousand', () => {
    const source = uplink(
      'var d = { bytes: input.bytes.slice(), list: [] }; for (var i = 0; i < 20; i++) d.list.push(i); return { data: d };',
    );
    const decode = (count: number) => {
      for (let i = 0; i < count; i += 1) sandbox.decode(source, frame);
      return process.memoryUsage().arrayBuffers + process.memoryUsage().external;
    };
    const early = decode(1_000);
    expect(decode(many) - early).toBeLessThan(16 * 1024 * 1024);
  });
});
