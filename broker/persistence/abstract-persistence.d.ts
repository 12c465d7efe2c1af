// The test suite that comes with aedes' persistence interface; it brings no types of its own.

declare module 'aedes-persistence/abstract.js' {
  /** As much of node:test's context as the suite uses. */
  interface Context {
    readonly assert: object;
    plan(assertions: number): void;
    diagnostic(message: string): void;
  }

  function abstractPersistence(options: {
    readonly test: (name: string, run: (context: Context) => Promise<void>) => void;
    readonly persistence: () => object;
    /** Tests the methods that return promises. */
    readonly testAsync: true;
  }): void;

  export = abstractPersistence;
}
