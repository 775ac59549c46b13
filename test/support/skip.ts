/** The one way for a test to be skipped: for lack of something that this machine may not have. */

/** What a test can need, and what is missing where it is not there. */
const NEEDS = {
  postgres: 'the server binaries of PostgreSQL (initdb and postgres)',
  cluster:
    "Temporal's server for production (node scripts/setup.mjs cluster builds it, which takes some minutes)",
  haproxy: 'HAProxy',
  scrapy: 'Scrapy',
  chromium: 'Chromium',
  llama: "llama.cpp's server (Python's xllamacpp)",
  html5lib: "html5lib's tests (set-up gets them by `go`)",
  manual: "PostgreSQL's manual (postgresql-doc)",
  'port-80': 'port 80, which nobody may use',
  proc: "Linux's /proc",
  zoneinfo: "the system's time zone database",
  helm: 'Helm',
  systemd: "systemd's `systemd-analyze`",
  mount: 'the right to mount a tmpfs (root)',
  hosts: 'a name in /etc/hosts for a loopback address',
} as const;

export type Need = keyof typeof NEEDS;

/**
 * Skips the test, or all of its suite when called in a hook, unless `has`. Fails instead where the environment's REQUIRE,
 * a list such as `postgres,scrapy`, says that this run must have it.
 */
export function skipWithout(need: Need, has: boolean, test: Mocha.Context): void {
  const required = (process.env['REQUIRE'] ?? '').split(',').filter((name) => name !== '');
  const unknown = required.find((name) => !(name in NEEDS));
  if (unknown !== undefined)
    throw new Error(`REQUIRE names ${unknown}, and must name some of ${Object.keys(NEEDS).join(', ')}`);
  if (has) return;
  if (required.includes(need)) throw new Error(`this run requires ${NEEDS[need]}, which is not here`);
  console.log(`      skipped: this machine lacks ${NEEDS[need]}`);
  test.skip();
}
