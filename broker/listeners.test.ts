import { copyFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ConnectionOptions, connect as connectTls } from 'node:tls';
import { connectAsync } from 'mqtt';
import { describe, expect, it } from 'vitest';
import { bytesOf, connectPacket } from './testing/raw-client.ts';
import { brokersOfTest } from './testing/start-brokers.ts';
import { TestBroker, testSecret } from './testing/test-broker.ts';

const start = brokersOfTest();
const certificate = (name: string) => join(import.meta.dirname, 'testing', 'certificates', name);
const pem = (name: string) => readFileSync(certificate(name));
const tls = {
  port: 0,
  certFile: certificate('server.pem'),
  keyFile: certificate('server.key'),
  clientCaFile: certificate('ca.pem'),
};

function over(hub: TestBroker, options: object) {
  return connectAsync(`mqtts://127.0.0.1:${hub.broker.tlsPort}`, {
    ca: pem('ca.pem'),
    reconnectPeriod: 0,
    connectTimeout: 3_000,
    ...options,
  });
}

/** The serial number of the certificate that the hub shows. */
async function shownSerial(hub: TestBroker): Promise<string> {
  const options: ConnectionOptions = { port: hub.broker.tlsPort ?? 0, host: '127.0.0.1', ca: pem('ca.pem') };
  const socket = connectTls(options);
  await new Promise((resolve, reject) => socket.once('secureConnect', resolve).once('error', reject));
  const { serialNumber } = socket.getPeerCertificate();
  socket.destroy();
  return serialNumber;
}

describe('MQTT over TLS', () => {
  it('takes a device with its secret', async () => {
    const hub = await start({}, { tls });
    const client = await over(hub, { username: 'd1', password: testSecret });
    await client.publishAsync('devices/d1/telemetry', '{}', { qos: 1 });
    expect(hub.engine.records[0]?.by).toBe('d1');
    await client.endAsync();
  });

  it('takes a device by the common name of its certificate, without a secret', async () => {
    const hub = await start({}, { tls });
    const client = await over(hub, { cert: pem('d1.pem'), key: pem('d1.key') });
    await client.publishAsync('devices/d1/telemetry', '{}', { qos: 1 });
    expect(hub.engine.records[0]?.by).toBe('d1');
    await client.endAsync();
  });

  it.each([
    [
      "another device's name",
      { cert: pem('d1.pem'), key: pem('d1.key'), username: 'd2', password: testSecret },
    ],
    ['an unknown name', { cert: pem('unknown.pem'), key: pem('unknown.key') }],
    ['no certificate and no secret', {}],
  ])('refuses %s', async (_, options) => {
    const hub = await start({}, { tls });
    await expect(over(hub, options)).rejects.toThrow();
    expect(hub.broker.counters().logins).toBe(0);
  });

  it("refuses a certificate of a stranger's authority, whatever else is right", async () => {
    const hub = await start({}, { tls });
    const port = hub.broker.tlsPort ?? 0;
    const certified = { cert: pem('stranger.pem'), key: pem('stranger.key'), ca: pem('ca.pem') };
    const socket = connectTls({ port, host: '127.0.0.1', ...certified });
    socket.on('error', () => {});
    socket.write(bytesOf(connectPacket('d1', testSecret)));
    await new Promise((resolve) => socket.once('close', resolve));
    expect(hub.log).toContainEqual(expect.objectContaining({ message: 'client certificate refused' }));
    expect(hub.broker.counters().connections_total).toBe(0);
  });

  it('serves a renewed certificate, and goes on with the old one where the new files are broken', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tls-'));
    const [certFile, keyFile] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
    copyFileSync(certificate('server.pem'), certFile);
    copyFileSync(certificate('server.key'), keyFile);
    const hub = await start({}, { tls: { port: 0, certFile, keyFile, clientCaFile: null, reloadMs: 20 } });
    const first = await shownSerial(hub);
    writeFileSync(certFile, 'no certificate');
    await hub.logged('the TLS files changed and cannot be used; the old ones serve on');
    expect(await shownSerial(hub)).toBe(first);
    copyFileSync(certificate('server-renewed.pem'), certFile);
    copyFileSync(certificate('server-renewed.key'), keyFile);
    await hub.logged('the TLS certificate was loaded anew');
    expect(await shownSerial(hub)).not.toBe(first);
  });

  it('does not start with files that cannot be used', async () => {
    await expect(
      TestBroker.start({}, { tls: { ...tls, keyFile: '/nowhere/key.pem' } }),
    ).rejects.toMatchObject({
      code: 'tls_files_unusable',
      hint: expect.stringContaining('SLUICE_TLS_KEY'),
    });
    await expect(
      TestBroker.start({}, { tls: { ...tls, keyFile: certificate('d1.key') } }),
    ).rejects.toMatchObject({ code: 'tls_files_unusable' });
  });
});

describe('behind a load balancer', () => {
  const header = (address: string) => Buffer.from(`PROXY TCP4 ${address} 198.51.100.1 3456 1883\r\n`);
  const wrong = connectPacket('d1', 'guess');

  it('the address of the PROXY header counts, in however many pieces it comes', async () => {
    const hub = await start({}, { trustedProxies: ['127.0.0.0/8'] });
    const client = hub.raw();
    const bytes = Buffer.concat([header('192.0.2.7'), bytesOf(wrong)]);
    for (const byte of bytes) {
      client.socket.write(Buffer.from([byte]));
      await new Promise((resolve) => setImmediate(resolve));
    }
    await client.closed;
    expect(hub.log).toContainEqual(expect.objectContaining({ address: '192.0.2.7' }));
  });

  it('a connection without the header is closed', async () => {
    const hub = await start({}, { trustedProxies: ['127.0.0.1'] });
    const client = hub.raw();
    client.send(wrong);
    await client.closed;
    expect(client.inbox).toEqual([]);
  });

  it('a header of somebody who is no balancer is not believed', async () => {
    const hub = await start({}, { trustedProxies: ['10.0.0.0/8'] });
    const client = hub.raw();
    client.socket.write(Buffer.concat([header('192.0.2.7'), bytesOf(wrong)]));
    await client.closed;
    expect(hub.broker.counters().packets_refused_not_connect).toBe(1);
    expect(hub.log).not.toContainEqual(expect.objectContaining({ address: '192.0.2.7' }));
  });

  it('TLS comes after the header', async () => {
    const hub = await start({}, { tls, trustedProxies: ['127.0.0.1'] });
    const socket = connect(hub.broker.tlsPort ?? 0, '127.0.0.1');
    socket.write(header('192.0.2.8'));
    const secure = connectTls({ socket, ca: pem('ca.pem'), host: 'localhost' });
    secure.on('error', () => {});
    secure.resume();
    secure.write(bytesOf(wrong));
    await new Promise((resolve) => secure.once('close', resolve));
    expect(hub.log).toContainEqual(
      expect.objectContaining({ address: '192.0.2.8', refusal: 'logins_refused_wrong_secret' }),
    );
  });

  it('a network that is none is refused at the start', async () => {
    await expect(TestBroker.start({}, { trustedProxies: ['10.0.0.0/99'] })).rejects.toMatchObject({
      code: 'bad_proxy_network',
    });
  });
});
