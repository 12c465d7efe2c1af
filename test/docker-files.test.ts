import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { grafanaVersion } from '../dashboards/grafana/builders/panel.ts';

const root = join(import.meta.dirname, '..');
const text = (path: string) => readFileSync(join(root, path), 'utf8');

interface Compose {
  readonly services: Readonly<Record<string, { readonly image?: string; readonly build?: string }>>;
}

const composeFiles = readdirSync(root).filter((name) => /^docker-compose.*\.yml$/.test(name));

describe('the compose files', () => {
  it('pin every image to an exact release', () => {
    for (const file of composeFiles) {
      for (const [name, { image, build }] of Object.entries((parse(text(file)) as Compose).services)) {
        if (build !== undefined || image === undefined) continue;
        expect(image, `${file}: ${name}`).toMatch(/^[a-z/-]+:\d+\.\d+\.\d+$/);
      }
    }
  });

  it('pin the Grafana whose panels the boards are made for', () => {
    const { services } = parse(text('docker-compose.yml')) as Compose;
    expect(services.grafana?.image).toBe(`grafana/grafana:${grafanaVersion}`);
    const { devDependencies } = JSON.parse(text('package.json')) as {
      devDependencies: Record<string, string>;
    };
    expect(devDependencies['@grafana/schema']).toBe(grafanaVersion);
  });

  it('mount only what is there', () => {
    const mounts = composeFiles.flatMap((file) => [...text(file).matchAll(/- (\.\/[^:]+):/g)]);
    expect(mounts.length).toBeGreaterThan(0);
    for (const [, path = ''] of mounts) expect(() => statSync(join(root, path)), path).not.toThrow();
  });

  const hasCompose = spawnSync('docker-compose', ['version']).status === 0;
  // Says in the report that it was skipped where docker-compose is not installed.
  it.skipIf(!hasCompose).each(composeFiles)('docker-compose accepts %s', (file) => {
    const files = ['docker-compose.yml', ...(file === 'docker-compose.yml' ? [] : [file])];
    const named = files.flatMap((name) => ['-f', name]);
    const env = { ...process.env, ...envOf(madeEnv()) };
    const checked = spawnSync('docker-compose', [...named, 'config', '-q'], {
      cwd: root,
      env,
      encoding: 'utf8',
    });
    expect(checked.stderr).toBe('');
    expect(checked.status).toBe(0);
  });
});

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-env-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** What docker/make-env.sh writes, in a folder of its own. */
function madeEnv(): string {
  mkdirSync(join(folder, 'docker'), { recursive: true });
  copyFileSync(join(root, 'docker/make-env.sh'), join(folder, 'docker/make-env.sh'));
  execFileSync('sh', [join(folder, 'docker/make-env.sh')]);
  return readFileSync(join(folder, '.env'), 'utf8');
}

function envOf(lines: string): Record<string, string> {
  return Object.fromEntries(
    lines
      .split('\n')
      .filter((line) => /^[A-Z]/.test(line))
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );
}

describe('docker/make-env.sh', () => {
  it('makes all that the compose files insist on', () => {
    const made = envOf(madeEnv());
    const needed = composeFiles.flatMap((file) =>
      [...text(file).matchAll(/\$\{([A-Z_]+):\?/g)].map((match) => match[1] ?? ''),
    );
    expect(needed.length).toBeGreaterThan(0);
    for (const name of needed) expect(made[name], name).toBeTruthy();
  });

  it('draws a password for each, that only its owner reads, and never draws twice', () => {
    const first = madeEnv();
    const secrets = Object.entries(envOf(first)).filter(([name]) => /PASSWORD|TOKEN/.test(name));
    for (const [name, secret] of secrets) expect(secret, name).toMatch(/^[0-9a-f]{48}$/);
    expect(new Set(secrets.map(([, secret]) => secret)).size).toBe(secrets.length);
    expect(statSync(join(folder, '.env')).mode & 0o077).toBe(0);
    expect(madeEnv()).toBe(first);
  });
});

describe('the image', () => {
  it('takes every folder that the hub runs on', () => {
    const notNeeded = ['deploy', 'docker', 'docs', 'test', 'node_modules', 'data', 'coverage'];
    const folders = readdirSync(root, { withFileTypes: true })
      .filter(
        (entry) => entry.isDirectory() && !entry.name.startsWith('.') && !notNeeded.includes(entry.name),
      )
      .map(({ name }) => name);
    const taken = text('.dockerignore').split('\n');
    expect(folders.filter((name) => !taken.includes(`!${name}`))).toEqual([]);
  });

  it('runs the Node that the packages bring', () => {
    const { dependencies } = JSON.parse(text('package.json')) as { dependencies: Record<string, string> };
    const release = /^\^?(\d+\.\d+\.\d+)$/.exec(dependencies.node ?? '')?.[1];
    const bases = [...text('Dockerfile').matchAll(/^FROM (\S+)/gm)].map((match) => match[1]);
    expect(new Set(bases)).toEqual(new Set([`node:${release}-bookworm-slim`]));
  });
});
