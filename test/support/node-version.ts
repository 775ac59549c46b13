/** The environment of a process that takes itself for Node.js 20.19: older than the service needs, enough for the set-up. */
export const ON_NODE_20 = {
  NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(
    "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.19.0' } })",
  )}`,
};
