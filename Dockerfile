# One image for every role; the command says which.

FROM node:24.21.0-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY tsconfig.json ./
COPY scripts scripts
COPY src src
COPY packages/client/src packages/client/src
COPY workflows workflows
COPY activities activities
COPY console console
# The image brings the Node that npm has installed as well.
RUN node scripts/build.mjs && npm prune --omit=dev && rm -rf node_modules/node-linux-* node_modules/.bin/node

FROM node:24.21.0-bookworm-slim
# Temporal's native client checks certificates against the system's. Workers render pages with Chromium.
RUN apt-get update \
  && apt-get install -y --no-install-recommends ca-certificates chromium-headless-shell python3 python3-venv \
  && rm -rf /var/lib/apt/lists/* \
  && install -d -o node -g node /var/lib/holdfast
# Python spiders are run by Scrapy.
COPY scripts/setup/scrapy-requirements.txt /tmp/requirements.txt
RUN python3 -m venv /opt/scrapy && /opt/scrapy/bin/pip install --no-cache-dir -r /tmp/requirements.txt
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
# Name look-ups and the workflow threads share Node's pool; four threads would hold them up.
ENV NODE_ENV=production UV_THREADPOOL_SIZE=16 DATA_DIR=/var/lib/holdfast SCRAPY_COMMAND=/opt/scrapy/bin/scrapy
USER node
EXPOSE 8080
ENTRYPOINT ["node", "--enable-source-maps", "dist/src/main.js"]
CMD ["gateway"]
