// The crew page's service worker: brings the page without a network, keeps photos that were seen, and sends what
// waits when the network comes back after the page was closed.
import { clientsClaim, type WorkboxPlugin } from 'workbox-core';
import { ExpirationPlugin } from 'workbox-expiration';
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { CacheFirst } from 'workbox-strategies';
import { CrewDatabase } from './crew-database.ts';
import { sendOutbox } from './send-outbox.ts';

/** What a worker has and a page has not. */
interface WorkerScope {
  skipWaiting(): Promise<void>;
}

interface SyncEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}

/** The page's files with their revisions, put here by the build. */
declare const crewFiles: { readonly url: string; readonly revision: string | null }[];

const mostPhotos = 200;

/** The library's own types do not agree on what may be left out. */
const fewPhotos = new ExpirationPlugin({ maxEntries: mostPhotos, purgeOnQuotaError: true });

// The page is one piece that loads nothing later, so a newer one may take over at once.
void (self as unknown as WorkerScope).skipWaiting();
clientsClaim();
cleanupOutdatedCaches();
precacheAndRoute(crewFiles);
registerRoute(new NavigationRoute(createHandlerBoundToURL('/crew/index.html'), { allowlist: [/^\/crew\//] }));
registerRoute(
  ({ url }) => url.pathname.startsWith('/api/v1/photos/'),
  new CacheFirst({
    cacheName: 'sluice-crew-photos',
    plugins: [fewPhotos as WorkboxPlugin],
  }),
);

self.addEventListener('sync', (event) => (event as SyncEvent).waitUntil(sendInBackground()));

/** Rejects where it should be tried again: the browser does, later. */
async function sendInBackground(): Promise<void> {
  const database = await CrewDatabase.open();
  try {
    if ((await sendOutbox(database)) === 'later') throw new Error('the hub cannot be reached');
  } finally {
    database.close();
  }
}
