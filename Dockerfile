# Fanal in one image. How to run it: docs/deploy.md. It stands at the root, where hosts that build images look for it.
FROM node:24.21.0-trixie-slim AS build
WORKDIR /fanal
COPY . .
RUN npm ci --no-audit --no-fund
RUN npm run build
# What only building and testing need is left behind, and npm's own copy of Node.js, which the image has already.
# The stamp says so to `npm run backup` and its like, which install what is missing elsewhere.
RUN npm ci --no-audit --no-fund --omit=dev --workspace @fanal/server && echo image > node_modules/.fanal-installed

FROM node:24.21.0-trixie-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 FANAL_DATA_DIR=/data
WORKDIR /fanal
COPY --from=build /fanal ./
# The only folder that it writes in, beside /tmp. Without DATABASE_URL its own PostgreSQL is there, too.
RUN mkdir /data && chown node:node /data
USER node
EXPOSE 3000
# Whether the process answers. It does so, and serves pages, while the database is away: nobody should restart it then.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 CMD ["node", "deploy/ask-health.mjs"]
CMD ["node", "apps/server/src/main.ts"]
