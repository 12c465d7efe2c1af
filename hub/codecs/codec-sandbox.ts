// Runs LoRaWAN codecs where they can do no harm and always do the same: `decodeUplink` of TS013, and the older
// `Decoder(bytes, port)` and `Decode(fPort, bytes)`. Each frame finds the codec as if it had just been loaded.

import type { CodecFrame, CodecRunner } from '../../core/codec-runner.ts';
import type { Label } from '../../core/label.ts';
import { fail, ok, type Rejection, type Result } from '../../core/result.ts';
import { type Evaluation, type Image, QuickJsMachine } from './quickjs-machine.ts';

/** Turns of loops within QuickJS: some 20 ms at most; an ordinary frame takes a hundredth of it. */
const decodeFuel = 3_000_000;
const loadFuel = 30_000_000;

/** Codecs that are kept loaded, each about 2 MB. */
const loadedMax = 16;

/** Characters of what a codec may give for a frame, and of its own words that are shown. */
const answerMax = 64 * 1024;
const wordsMax = 200;

/** What codecs find: a silent console, and a `module` for those that export. */
const prelude = `
var module = { exports: {} }, exports = module.exports;
var console = { log() {}, info() {}, warn() {}, error() {}, debug() {} };
Object.defineProperty(globalThis, '__decode', { value: (() => {
  const { stringify } = JSON, { isArray } = Array, { isFinite } = Number, SandboxDate = Date;
  const plain = (key, value) =>
    typeof value === 'bigint' ? Number(value)
      : typeof value === 'number' && !isFinite(value) ? '' + value : value;
  const isObject = (value) => typeof value === 'object' && value !== null && !isArray(value);
  return (uplink, decoder, decode, bytes, fPort, at) => {
    if (!uplink && !decoder && !decode) return '{"kind":"missing"}';
    const result = uplink ? uplink({ bytes, fPort, recvTime: new SandboxDate(at), variables: {} })
      : decoder ? decoder(bytes, fPort) : decode(fPort, bytes, {});
    if (!isObject(result)) return stringify({ kind: 'wrong', type: isArray(result) ? 'list' : typeof result });
    if (!uplink) return stringify({ kind: 'fields', fields: result }, plain);
    const { errors, data } = result;
    if (isArray(errors) && errors.length > 0) return stringify({ kind: 'refused', errors });
    const given = data !== undefined && data !== null ? data : 'errors' in result || 'data' in result ? {} : result;
    if (!isObject(given)) return stringify({ kind: 'wrong', type: isArray(given) ? 'list' : typeof given });
    return stringify({ kind: 'fields', fields: given }, plain);
  };
})() });`;

const entryPoints = `
typeof decodeUplink === 'function' ? decodeUplink
  : typeof module.exports.decodeUplink === 'function' ? module.exports.decodeUplink : null,
typeof Decoder === 'function' ? Decoder : null, typeof Decode === 'function' ? Decode : null`;

/** Objects of a codec may turn themselves into something else when they are written. */
type Answer =
  | { readonly kind: 'fields'; readonly fields: unknown }
  | { readonly kind: 'refused'; readonly errors: unknown }
  | { readonly kind: 'wrong'; readonly type: string }
  | { readonly kind: 'missing' };

export class CodecSandbox implements CodecRunner {
  /** Made when the first codec is asked for. */
  #machine: QuickJsMachine | null = null;
  /** By source, the one that was used last at the end. */
  readonly #loaded = new Map<string, Image | Rejection>();

  decode(
    source: string,
    { bytes, fPort, receivedAt }: CodecFrame,
  ): Result<Readonly<Record<string, unknown>>> {
    this.#machine ??= new QuickJsMachine(prelude);
    const image = this.#load(this.#machine, source);
    if (!('memory' in image)) return fail(image);
    const call = `__decode(${entryPoints}, [${bytes.join()}], ${fPort}, ${receivedAt})`;
    const evaluation = this.#machine.evaluate(image, call, receivedAt, decodeFuel);
    return evaluation.kind === 'value' ? readAnswer(evaluation.text) : fail(failureOf(evaluation));
  }

  #load(machine: QuickJsMachine, source: string): Image | Rejection {
    let image = this.#loaded.get(source);
    if (image === undefined) {
      const loaded = machine.load(source, loadFuel);
      image = 'memory' in loaded ? loaded : failureOf(loaded);
      const [oldest] = this.#loaded.keys();
      if (this.#loaded.size >= loadedMax && oldest !== undefined) this.#loaded.delete(oldest);
    } else {
      this.#loaded.delete(source);
    }
    this.#loaded.set(source, image);
    return image;
  }
}

const tooManySteps: Label = {
  zh: '解码器执行步数超出一帧的限度',
  en: 'the codec takes more steps than a frame is worth',
};
const tooMuchMemory: Label = {
  zh: '解码器占用内存超出一帧的限度',
  en: 'the codec takes more memory than a frame is worth',
};

function failureOf(evaluation: Exclude<Evaluation, { kind: 'value' }>): Rejection {
  if (evaluation.kind === 'unbounded') {
    return { reason: 'codec_unbounded', detail: tooManySteps };
  }
  if (evaluation.text.includes('out of memory') || evaluation.text === '') {
    return { reason: 'codec_unbounded', detail: tooMuchMemory };
  }
  const said = evaluation.text.slice(0, wordsMax);
  return failed({ zh: `解码器抛出 ${said}`, en: `the codec threw ${said}` });
}

function readAnswer(text: string): Result<Readonly<Record<string, unknown>>> {
  if (text.length > answerMax) {
    const { length } = text;
    return fail(
      failed({
        zh: `解码器对一帧给出了 ${length} 个字符`,
        en: `the codec gave ${length} characters for one frame`,
      }),
    );
  }
  const answer = parse(text);
  switch (answer?.kind) {
    case 'fields':
      return isObject(answer.fields) ? ok(answer.fields) : fail(failed(noFields));
    case 'refused': {
      const words = [answer.errors].flat().map(String).join('; ').slice(0, wordsMax);
      return fail({
        reason: 'codec_refused',
        detail: { zh: `解码器报错：${words}`, en: `the codec says: ${words}` },
      });
    }
    case 'wrong':
      return fail(
        failed({
          zh: `解码器给出的是 ${answer.type}，不是字段对象`,
          en: `the codec gave a ${answer.type}, not an object of fields`,
        }),
      );
    case 'missing':
      return fail(
        failed({
          zh: '其中没有函数 decodeUplink、Decoder 或 Decode',
          en: 'it has no function decodeUplink, Decoder or Decode',
        }),
      );
    default:
      return fail(failed({ zh: '解码器没有给出可读的结果', en: 'the codec gave nothing that can be read' }));
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A codec may have changed what the sandbox writes with; then it is no answer. */
function parse(text: string): Answer | null {
  try {
    return JSON.parse(text) as Answer | null;
  } catch {
    return null;
  }
}

const noFields: Label = { zh: '解码器没有给出字段对象', en: 'the codec gave no object of fields' };

function failed(detail: Label): Rejection {
  return { reason: 'codec_failed', detail };
}
