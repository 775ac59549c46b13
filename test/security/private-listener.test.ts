import { strict as assert } from 'node:assert';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect } from 'node:net';
import { recordDials } from '../support/dials.js';
import { SECRET, startPrivateListener, type PrivateListener } from '../support/private-listener.js';

/** What the other suites here trust when they say that nothing came. */
describe('the private listener', () => {
  let listener: PrivateListener;
  before(async () => {
    listener = await startPrivateListener();
  });
  afterEach(async () => {
    await listener.close();
    listener = await startPrivateListener();
  });
  after(() => listener.close());

  it('has heard nothing when nothing came', async () => {
    assert.deepEqual(await listener.contacts(), []);
    assert.deepEqual(await listener.contacts(), []);
  });

  it('hears a connection that ends at once, on each of its addresses', async () => {
    for (const address of listener.addresses) {
      const socket = connect(listener.port, address);
      await once(socket, 'connect');
      socket.resetAndDestroy();
    }
    const heard = (await listener.contacts()).map(({ over, at }) => [over, at]);
    assert.ok(heard.length >= 1);
    assert.deepEqual(
      heard,
      listener.addresses.map((address) => ['tcp', address]),
    );
  });

  it('hears a datagram, on each of its addresses', async () => {
    for (const address of listener.addresses) {
      const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4');
      await new Promise((resolve) => socket.send('hello\r\nyou', listener.port, address, resolve));
      socket.close();
    }
    assert.deepEqual(
      await listener.contacts(),
      listener.addresses.map((at) => ({ over: 'udp', at, said: 'hello' })),
    );
  });

  it('hears what a request says and answers it, also by the unspecified address', async () => {
    for (const host of ['127.0.0.1', '0.0.0.0']) {
      const answer = await fetch(`http://${host}:${listener.port}/${host}`);
      assert.match(await answer.text(), new RegExp(SECRET));
    }
    assert.deepEqual(
      (await listener.contacts()).map(({ said }) => said),
      ['GET /127.0.0.1 HTTP/1.1', 'GET /0.0.0.0 HTTP/1.1'],
    );
  });
});

describe('recordDials', () => {
  it('sees connections, also those that fail, and look-ups', async () => {
    const listener = await startPrivateListener();
    const dials = recordDials();
    try {
      await fetch(`http://127.0.0.1:${listener.port}/`);
      await fetch(`http://localhost:${listener.port}/`);
      await listener.close();
      await assert.rejects(fetch(`https://127.0.0.1:${listener.port}/`));
      assert.deepEqual(dials.asked(), ['localhost']);
      const dialled = dials.dialled().filter((dial) => dial === `127.0.0.1 ${listener.port}`);
      assert.equal(dialled.length, 3);
    } finally {
      dials.stop();
      await listener.close().catch(() => undefined);
    }
  });
});
