// Reads a device profile from YAML with its codec, and tries its examples. A mistake is named by file, line, key and
// the mend.

import type { CodecRunner } from '../../core/codec-runner.ts';
import type { Label } from '../../core/label.ts';
import type { DeviceProfile } from '../../core/registry.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { about, joined } from '../../core/said.ts';
import { readYaml, wordsOfMissing, type YamlFile, type YamlMistake } from '../../core/yaml-mistakes.ts';
import { CodecGuard } from '../codec-guard.ts';
import type { Uplink } from '../decoded.ts';
import { readingsOf } from './example-readings.ts';
import { type ProfileExample, profileFileSchema, profileOf } from './profile-schema.ts';

export interface ProfileSource {
  /** As people know the file, for messages. */
  readonly file: string;
  /** The profile's: the file's name without its ending. */
  readonly id: string;
  readonly text: string;
  /** The text of a codec file beside the profile; `null` where there is none of that name. */
  codecText(name: string): string | null;
}

export interface ParsedProfile {
  readonly profile: DeviceProfile;
  readonly examples: readonly ProfileExample[];
}

const idPattern = /^[a-z0-9]+(-[a-z0-9]+)+$/;

/** The profile of a file, or every mistake in it. Never throws. */
export function parseProfile(source: ProfileSource): Result<ParsedProfile, YamlMistake[]> {
  const yaml = readYaml(source.file, source.text);
  const parsed = parseYaml(source, yaml);
  return parsed === null ? fail(yaml.mistakes) : ok(parsed);
}

/** Also runs the examples, each from its bytes and from its fields. */
export function checkProfile(
  source: ProfileSource,
  codecs: CodecRunner,
): Result<ParsedProfile, YamlMistake[]> {
  const yaml = readYaml(source.file, source.text);
  const parsed = parseYaml(source, yaml);
  if (parsed === null) return fail(yaml.mistakes);
  for (const [index, example] of parsed.examples.entries()) {
    for (const [key, uplink] of uplinksOf(example)) {
      const difference = differenceOf(parsed.profile, example, uplink, codecs);
      if (difference !== null) yaml.blame(['examples', index, key], difference);
    }
  }
  return yaml.mistakes.length > 0 ? fail(yaml.mistakes) : ok(parsed);
}

function parseYaml(source: ProfileSource, yaml: YamlFile): ParsedProfile | null {
  if (yaml.mistakes.length > 0) return null;
  if (!idPattern.test(source.id)) {
    yaml.blame([], {
      zh: `文件名是 ${source.id}；应为 {厂商}-{型号}.yaml，用小写字母和数字`,
      en: `the file is named ${source.id}; name it {vendor}-{model}.yaml in small letters and digits`,
    });
  }
  const parsed = profileFileSchema.safeParse(yaml.value, { error: wordsOfMissing });
  if (!parsed.success) {
    yaml.blameIssues([], yaml.value, parsed.error.issues);
    return null;
  }
  const texts = parsed.data.codec.map((name, index) => {
    const text = source.codecText(name);
    if (text === null) {
      yaml.blame(['codec', index], {
        zh: `型号文件旁没有 codecs/${name}`,
        en: `there is no file codecs/${name} beside the profile`,
      });
    }
    return text;
  });
  if (yaml.mistakes.length > 0) return null;
  const codec = texts.length === 0 ? null : texts.join('\n');
  return { profile: profileOf(source.id, parsed.data, codec), examples: parsed.data.examples };
}

function uplinksOf({ bytes, fields, port }: ProfileExample): [key: 'bytes' | 'fields', Uplink][] {
  const frame = {
    ...{ at: 0, session: '', frameCounter: 0, deduplicationId: null, fPort: port, values: [] },
  };
  const none = new Uint8Array(0);
  const found: [key: 'bytes' | 'fields', Uplink][] = [];
  if (bytes !== undefined) found.push(['bytes', { ...frame, bytes, fields: null }]);
  if (fields !== undefined) found.push(['fields', { ...frame, bytes: none, fields }]);
  return found;
}

function differenceOf(
  profile: DeviceProfile,
  example: ProfileExample,
  uplink: Uplink,
  codecs: CodecRunner,
): Label | null {
  const { readings, rejections } = readingsOf(uplink, profile, new CodecGuard(codecs), 0);
  if (rejections.length > 0) return about(example.title, joined(rejections.map(({ detail }) => detail)));
  const given = new Map(readings.map(({ metric, value }) => [metric, value]));
  const wrong = [...new Set([...given.keys(), ...Object.keys(example.readings)])].filter(
    (metric) => given.get(metric) !== example.readings[metric],
  );
  if (wrong.length === 0) return null;
  const words = wrong.map((metric): Label => {
    const read = given.get(metric);
    const wanted = example.readings[metric];
    return {
      zh: `${metric} ${read === undefined ? '没有读出' : `读出 ${read}`}，${wanted === undefined ? '例中没有' : `应为 ${wanted}`}`,
      en: `${metric} is ${read ?? 'not read'}, not ${wanted ?? 'expected'}`,
    };
  });
  return about(example.title, joined(words, { zh: '；', en: ', ' }));
}
