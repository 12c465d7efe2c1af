// What is used of WebAssembly; the full types come with those of browsers, which Node code must not see.
declare namespace WebAssembly {
  class Module {
    constructor(binary: Uint8Array<ArrayBuffer>);
  }
  class Instance {
    constructor(module: Module, imports: Readonly<Record<string, Readonly<Record<string, unknown>>>>);
    readonly exports: Readonly<Record<string, unknown>>;
  }
  /** A trap. */
  class RuntimeError extends Error {}
}
