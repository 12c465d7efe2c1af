// QuickJS in WebAssembly as a machine whose whole state is an image of its memory: put an image back, and the next
// script runs as it ran the first time. Its clock is a parameter, its time zone UTC, its random numbers the same ones
// each time, and nothing of the host can be reached from inside.
import { readFileSync } from 'node:fs';
import { assert } from '../../core/error.ts';
import { fuelExport, meterLoops } from './meter-loops.ts';

/** Memory that scripts may use, bytes. */
const memoryBytesMax = 8 * 1024 * 1024;
const stackBytesMax = 256 * 1024;

/** Room in an image, so that an ordinary script need not grow the memory. */
const roomBytes = 512 * 1024;

/** What it takes to start QuickJS and run a prelude, many times over. */
const startFuel = 100_000_000;

/** What is used of the exports of `quickjs.wasm`. Pointers are offsets into the memory; values are behind pointers. */
interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  readonly __stack_pointer: { value: number };
  _initialize(): void;
  qjs_init(): number;
  qjs_set_memory_limit(bytes: number): void;
  qjs_set_max_stack_size(bytes: number): void;
  qjs_eval(code: number, length: number, fileName: number, flags: number): number;
  qjs_is_exception(value: number): number;
  qjs_get_exception(): number;
  qjs_get_string(value: number): number;
  wasm_malloc(bytes: number): number;
}

export interface Image {
  readonly memory: Uint8Array;
  readonly stackPointer: number;
}

export type Evaluation =
  | { readonly kind: 'value'; readonly text: string }
  /** It threw, or used more memory than it may: `text` is what was thrown. */
  | { readonly kind: 'thrown'; readonly text: string }
  /** It used up its fuel, or broke the machine. */
  | { readonly kind: 'unbounded' };

const pageBytes = 65_536;
const encoder = new TextEncoder();
const decoder = new TextDecoder();

let compiled: WebAssembly.Module | null = null;

/** Once for all machines of a thread. */
function quickjsModule(): WebAssembly.Module {
  compiled ??= new WebAssembly.Module(
    meterLoops(readFileSync(new URL(import.meta.resolve('quickjs-wasi/quickjs.wasm')))),
  );
  return compiled;
}

export class QuickJsMachine {
  #exports: Exports;
  #fuel: { value: number };
  #nowMs = 0;

  /** The machine after `prelude` has run, to begin from. */
  readonly start: Image;

  constructor(prelude: string) {
    [this.#exports, this.#fuel] = this.#instance();
    const { qjs_init, qjs_set_memory_limit, qjs_set_max_stack_size, _initialize } = this.#exports;
    this.#fuel.value = startFuel;
    _initialize();
    assert(qjs_init() === 0, 'QuickJS starts');
    qjs_set_memory_limit(memoryBytesMax);
    qjs_set_max_stack_size(stackBytesMax);
    const ran = this.#run(`${prelude};new ArrayBuffer(${roomBytes});0`);
    assert(ran.kind === 'value', 'the prelude of the sandbox runs');
    this.start = this.#image();
  }

  /** Runs a script from an image on. Its result is what `String` makes of its last value. */
  evaluate(from: Image, script: string, nowMs: number, fuel: number): Evaluation {
    this.#putBack(from);
    this.#nowMs = nowMs;
    this.#fuel.value = fuel;
    return this.#run(script);
  }

  /** The machine as a script left it, or how the script failed. */
  load(script: string, fuel: number): Image | Exclude<Evaluation, { kind: 'value' }> {
    const evaluation = this.evaluate(this.start, script, 0, fuel);
    return evaluation.kind === 'value' ? this.#image() : evaluation;
  }

  #run(script: string): Evaluation {
    const { qjs_eval, qjs_is_exception, qjs_get_exception, qjs_get_string } = this.#exports;
    try {
      const source = encoder.encode(script);
      const value = qjs_eval(this.#write(source), source.length, this.#write(encoder.encode('codec')), 0);
      if (qjs_is_exception(value) === 0) return { kind: 'value', text: this.#read(qjs_get_string(value)) };
      return { kind: 'thrown', text: this.#read(qjs_get_string(qjs_get_exception())) };
    } catch (thrown) {
      // A trap: the fuel is used up, or the stack. The next image makes the machine whole again.
      if (thrown instanceof WebAssembly.RuntimeError || thrown instanceof RangeError)
        return { kind: 'unbounded' };
      throw thrown;
    }
  }

  #write(text: Uint8Array): number {
    const at = this.#exports.wasm_malloc(text.length + 1);
    // Without memory there is nothing to run: as a script that used it up.
    if (at === 0) throw new RangeError('no memory');
    const memory = new Uint8Array(this.#exports.memory.buffer);
    memory.set(text, at);
    memory[at + text.length] = 0;
    return at;
  }

  #read(at: number): string {
    if (at === 0) return '';
    const memory = new Uint8Array(this.#exports.memory.buffer);
    return decoder.decode(memory.subarray(at, memory.indexOf(0, at)));
  }

  #image(): Image {
    const { memory, __stack_pointer } = this.#exports;
    return { memory: new Uint8Array(memory.buffer).slice(), stackPointer: __stack_pointer.value };
  }

  /** Memory only grows: where it is not of the image's size, a new instance takes the old one's place. */
  #putBack({ memory: image, stackPointer }: Image): void {
    if (this.#exports.memory.buffer.byteLength !== image.length) {
      [this.#exports, this.#fuel] = this.#instance();
      const { memory } = this.#exports;
      memory.grow((image.length - memory.buffer.byteLength) / pageBytes);
    }
    new Uint8Array(this.#exports.memory.buffer).set(image);
    this.#exports.__stack_pointer.value = stackPointer;
  }

  #instance(): [Exports, { value: number }] {
    const nothing = () => 0;
    const failed = () => 8;
    const view = () => new DataView(exports.memory.buffer);
    const { exports: all } = new WebAssembly.Instance(quickjsModule(), {
      env: {
        host_get_timezone_offset: nothing,
        host_interrupt: nothing,
        host_promise_rejection: nothing,
        host_module_normalize: nothing,
        host_module_load: nothing,
        host_call: nothing,
      },
      wasi_snapshot_preview1: {
        clock_time_get: (_clock: number, _precision: bigint, at: number) => {
          view().setBigUint64(at, BigInt(this.#nowMs) * 1_000_000n, true);
          return 0;
        },
        random_get: (at: number, length: number) => {
          new Uint8Array(exports.memory.buffer, at, length).fill(1);
          return 0;
        },
        fd_close: failed,
        fd_fdstat_get: failed,
        fd_seek: failed,
        fd_write: failed,
      },
    });
    const exports = all as unknown as Exports;
    return [exports, all[fuelExport] as unknown as { value: number }];
  }
}
