import { strict as assert } from 'node:assert';
import { chromium, type Browser } from 'playwright';
import { findChromium } from '../../src/adapters/browser/index.js';
import { startPrivateListener, type Contact } from '../support/private-listener.js';
import { waitFor } from '../support/wait.js';
import { openGround } from './ground.js';
import { roadFile } from './roads/files.js';
import { hold, script, urlOf } from './roads/road.js';
import { SCRIPTS } from './roads/scripts.js';

/** Roads that leave no trace at an HTTP site, and how the listener hears them. */
const DARK: Readonly<Record<string, Contact['over']>> = {
  'webrtc-stun': 'udp',
  'webrtc-turn-udp': 'udp',
  'webrtc-turn-tcp': 'tcp',
  'webrtc-turn-tls': 'tcp',
  'webrtc-peer-udp': 'udp',
  'webrtc-peer-tcp': 'tcp',
  webtransport: 'udp',
  'fetch-https': 'tcp',
  'websocket-secure': 'tcp',
};

/** Why it means something that the service's browser is silent: these pages are not. */
describe('a browser of nobody', function () {
  this.timeout(120_000);
  let browser: Browser;

  before(async () => {
    const executablePath = findChromium(process.env);
    assert.ok(executablePath !== null, 'there is no Chromium');
    browser = await chromium.launch({ executablePath });
  });
  after(() => browser?.close());

  for (const [name, over] of Object.entries(DARK)) {
    it(`reaches the private listener by ${name}`, async () => {
      const listener = await startPrivateListener();
      const to = { host: `127.0.0.1:${listener.port}` };
      const code = SCRIPTS[name]?.(urlOf(name, to), to) ?? '';
      const ground = await openGround((path) =>
        path === '/' ? { body: `<!doctype html>${script(code)}${hold(200)}` } : roadFile(path),
      );
      const page = await browser.newPage();
      try {
        await page.goto(ground.site.url);
        const heard = (): Promise<boolean> =>
          listener.contacts().then((contacts) => contacts.some((contact) => contact.over === over));
        await waitFor('a contact', heard, 20_000);
      } finally {
        await page.close();
        await ground.close();
        await listener.close();
      }
    });
  }
});
