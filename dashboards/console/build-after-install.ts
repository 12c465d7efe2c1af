// Builds the console after an install, so that a fresh clone needs no step of its own. An install without
// development packages has no Vite: it keeps the console that was built before, and is no error.

function isInstalled(name: string): boolean {
  try {
    return import.meta.resolve(name) !== '';
  } catch {
    return false;
  }
}

if (isInstalled('vite') && isInstalled('react')) {
  const { build } = await import('vite');
  await build({ configFile: `${import.meta.dirname}/vite.config.ts`, logLevel: 'warn' });
} else {
  process.stdout.write('console: not built, for the development packages are not installed\n');
}
