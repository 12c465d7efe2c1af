// Where the page is closed before all is sent, the service worker sends it when there is a network.

/** Background Sync, where the browser has it. */
interface BackgroundSync extends ServiceWorkerRegistration {
  readonly sync?: { register(tag: string): Promise<void> };
}

export async function askForBackgroundSend(): Promise<void> {
  const worker = await navigator.serviceWorker?.getRegistration();
  await (worker as BackgroundSync | undefined)?.sync?.register('outbox').catch(() => {});
}
