// The content policy forbids code made from text. zod would try, be refused and have the browser report it on every page;
// it reads this before its first schema.
globalThis.__zod_globalConfig = { jitless: true };
