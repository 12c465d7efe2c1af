// Folders of device profiles: `{vendor}-{model}.yaml` and the codecs beside them in `codecs/`.
import { existsSync, mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { SluiceError } from '../core/error.ts';
import type { ProfileDraft } from '../core/onboarding.ts';
import type { DeviceProfile } from '../core/registry.ts';
import { mistakeText, type YamlMistake } from '../core/yaml-mistakes.ts';
import { type ProfileSource, parseProfile } from '../ingest/profiles/profile-file.ts';
import { readNamedText } from './read-named-file.ts';

/** Those that come with the hub. */
export const shippedProfiles = join(import.meta.dirname, '../profiles');

const ending = '.yaml';

export interface ProfileFolder {
  readonly profiles: readonly DeviceProfile[];
  /** Of files that cannot be used; their profiles are left out. */
  readonly mistakes: readonly YamlMistake[];
}

/** A folder that is not there holds none. */
export function readProfileFolder(folder: string): ProfileFolder {
  const parsed = profileFiles(folder).map((file) => parseProfile(profileSource(file)));
  return {
    profiles: parsed.flatMap((result) => (result.ok ? [result.value.profile] : [])),
    mistakes: parsed.flatMap((result) => (result.ok ? [] : result.error)),
  };
}

/** Throws a `SluiceError` with code `bad_definition` that names every mistake in the profiles of this release. */
export function readShippedProfiles(): readonly DeviceProfile[] {
  const { profiles, mistakes } = readProfileFolder(shippedProfiles);
  if (mistakes.length === 0) return profiles;
  throw new SluiceError(mistakes.map((mistake) => mistakeText(mistake)).join('\n'), {
    code: 'bad_definition',
    hint: 'mend the file and start again',
  });
}

/**
 * Profiles of the release and the integrator's own, which stand before them. One with a mistake is left out, so that
 * the last start's stays in force: a slip in one file must not keep the hub from its other devices.
 */
export function withOwnProfiles(
  released: readonly DeviceProfile[],
  folder: string,
  onMistake: (mistake: YamlMistake) => void,
): DeviceProfile[] {
  const own = readProfileFolder(folder);
  own.mistakes.forEach(onMistake);
  return [...new Map([...released, ...own.profiles].map((profile) => [profile.id, profile])).values()];
}

export function profileFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .sort()
    .map((name) => join(folder, name));
}

/** A file of the folder as it would be, were the draft kept. */
export function draftSource(folder: string, { id, text }: ProfileDraft): ProfileSource {
  const file = `${id}${ending}`;
  return { file, id, text, codecText: codecsBeside(folder) };
}

/** Puts a draft without mistakes into the folder, in the place of one of its name. */
export function keepProfile(folder: string, { id, text }: ProfileDraft): void {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${id}${ending}`);
  // Never half of it, whatever happens meanwhile.
  writeFileSync(`${file}.new`, text);
  renameSync(`${file}.new`, file);
}

/** Throws a `SluiceError` with code `bad_file` where the file cannot be read. */
export function profileSource(file: string): ProfileSource {
  return {
    file,
    id: basename(file, ending),
    text: readNamedText(file),
    codecText: codecsBeside(dirname(file)),
  };
}

function codecsBeside(folder: string): ProfileSource['codecText'] {
  return (name) => {
    // A codec lies in that folder, wherever its name points to.
    const path = join(folder, 'codecs', basename(name));
    return existsSync(path) ? readNamedText(path) : null;
  };
}
