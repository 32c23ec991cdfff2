# The server as an image: small, not root, nothing in it is written to at run time but /data.
#   docker build -t colloquy .                    the server (the last stage)
#   docker build -t colloquy-test --target test . everything that tests need
# docs/install.md says how it is run and what of this was tried without a container engine.

# The Node that package.json brings to machines without containers.
FROM node:24.21-trixie-slim AS base
WORKDIR /app

# Everything of the lock file, and the client that is built with it.
FROM base AS build
COPY package.json package-lock.json .npmrc ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN npm run build

# What the server needs to run: neither the build's tools nor a second Node.
FROM base AS packages
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --no-audit --no-fund \
 && npm pkg delete optionalDependencies dependencies.vite \
 && npm prune --omit=dev --no-audit --no-fund

# docker compose run --rm test
FROM build AS test
# hadolint ignore=DL3008
RUN apt-get update \
 && apt-get install -y --no-install-recommends git haproxy openssl procps redis-server \
 && rm -rf /var/lib/apt/lists/* \
 && chown -R node:node /app
USER 1000:1000
ENV MONGO_PROTOCOL=skip
CMD ["npm", "run", "test:mongo"]

FROM base AS server
ENV NODE_ENV=production \
    DATA_DIR=/data
COPY package.json ./
COPY --from=packages /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY server server
COPY shared shared
COPY deploy/is-ready.ts deploy/is-ready.ts
RUN mkdir /data && chown node:node /data
VOLUME /data
# By number, for those who ask before they start it whether it is root.
USER 1000:1000
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=5s --timeout=4s --start-period=60s --retries=3 CMD ["node", "deploy/is-ready.ts"]
# No shell between: signals reach the server itself.
ENTRYPOINT []
CMD ["node", "server/start.js"]
