import { describe, expect, it } from 'vitest';
import { fuelExport, meterLoops } from './meter-loops.ts';

/** `count(n)`: n turns of a loop; `(module (global (mut i32) (i32.const 0)) (func (export "count") (param i32) …))`. */
const module = Uint8Array.from([
  ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
  ...[0x01, 0x05, 0x01, 0x60, 0x01, 0x7f, 0x00],
  ...[0x03, 0x02, 0x01, 0x00],
  ...[0x06, 0x06, 0x01, 0x7f, 0x01, 0x41, 0x00, 0x0b],
  ...[0x07, 0x09, 0x01, 0x05, 0x63, 0x6f, 0x75, 0x6e, 0x74, 0x00, 0x00],
  ...[
    0x0a, 0x10, 0x01, 0x0e, 0x00, 0x03, 0x40, 0x20, 0x00, 0x41, 0x01, 0x6b, 0x22, 0x00, 0x0d, 0x00, 0x0b,
    0x0b,
  ],
]);

describe('metered loops', () => {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(meterLoops(module)), {});
  const count = exports.count as (turns: number) => void;
  const fuel = exports[fuelExport] as { value: number };

  it('take one unit of fuel for each turn', () => {
    fuel.value = 100;
    count(30);
    expect(fuel.value).toBe(70);
  });

  it('trap where none is left', () => {
    fuel.value = 10;
    count(10);
    expect(fuel.value).toBe(0);
    fuel.value = 10;
    expect(() => count(11)).toThrow(WebAssembly.RuntimeError);
  });
});
