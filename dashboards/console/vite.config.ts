// How the console is built: into `dist`, every file but the page named by its content, so that browsers keep them.
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compressAssets } from './compress-assets.ts';
import { crewWorkerBuild } from './crew-worker-build.ts';

/** Where a hub listens while the console is developed with `vite dashboards/console`. */
const hubUrl = process.env.SLUICE_URL ?? 'http://127.0.0.1:8080';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), crewWorkerBuild(), compressAssets()],
  worker: { format: 'es' },
  build: {
    // The content policy takes scripts and fonts from the hub alone, never from data addresses.
    assetsInlineLimit: 0,
    rolldownOptions: {
      // The crew page and the public map are pages of their own: they have to come over poor networks.
      input: {
        console: `${import.meta.dirname}/index.html`,
        crew: `${import.meta.dirname}/crew/index.html`,
        publicMap: `${import.meta.dirname}/public-map/index.html`,
      },
    },
    // MapLibre and ECharts are chunks of their own, loaded after the page is there.
    chunkSizeWarningLimit: 1_200,
    reportCompressedSize: false,
  },
  server: { proxy: { '/api': hubUrl, '/readyz': hubUrl, '/public/': hubUrl } },
});
