# The hub as an image: the console built in one stage, production packages gathered in another, neither's tools in the
# last. Runs as an ordinary user and writes below /data (and /tmp) only, so the root may be mounted read-only.
FROM node:24.21.0-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
# Scripts stay out: the image has its Node already, and the console is built in a stage of its own.
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund && rm -rf node_modules/node node_modules/.bin/node

FROM node:24.21.0-bookworm-slim AS console
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY tsconfig.json ./
COPY core core
COPY dashboards/console dashboards/console
RUN node node_modules/vite/bin/vite.js build dashboards/console

FROM node:24.21.0-bookworm-slim
ENV NODE_ENV=production SLUICE_DATA_DIR=/data SLUICE_HTTP_PORT=8080
WORKDIR /app
RUN mkdir /data && chown node:node /data && ln -s /app/hub/sluice.ts /usr/local/bin/sluice
COPY --from=packages /app/node_modules node_modules
COPY . .
COPY --from=console /app/dashboards/console/dist dashboards/console/dist
USER node
VOLUME /data
EXPOSE 1883 8080
# Alive, not ready: a hub that waits for its disk is not made well by killing it.
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.SLUICE_HTTP_PORT}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
STOPSIGNAL SIGTERM
CMD ["node", "--max-semi-space-size=16", "hub/sluice.ts", "start"]
