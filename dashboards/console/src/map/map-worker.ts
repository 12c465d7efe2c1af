// MapLibre's worker, as a file of the hub's own: the content policy takes scripts from nowhere else.
import { setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';

/** Call it before a map is made. */
export function nameMapWorker(): void {
  setWorkerUrl(workerUrl);
}
