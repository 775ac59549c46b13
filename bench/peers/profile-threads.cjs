// Required by every thread of a service (NODE_OPTIONS): profiles it from when the file `start` appears in the folder
// HOLDFAST_PROFILE_DIR until the file `stop` does.
const { existsSync, renameSync, writeFileSync } = require('node:fs');
const { Session } = require('node:inspector');
const { join } = require('node:path');
const { isMainThread, threadId } = require('node:worker_threads');

const folder = process.env.HOLDFAST_PROFILE_DIR;
const session = new Session();
let running = false;

const timer = setInterval(() => {
  if (!running && existsSync(join(folder, 'start'))) {
    running = true;
    session.connect();
    session.post('Profiler.enable');
    session.post('Profiler.setSamplingInterval', { interval: 1000 });
    session.post('Profiler.start');
  }
  if (running && existsSync(join(folder, 'stop'))) {
    clearInterval(timer);
    session.post('Profiler.stop', (error, answer) => {
      const file = join(folder, `${isMainThread ? 'main' : `thread-${threadId}`}.json`);
      writeFileSync(`${file}.part`, JSON.stringify(answer?.profile ?? null));
      renameSync(`${file}.part`, file);
    });
  }
}, 100);
timer.unref();
