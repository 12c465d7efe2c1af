// MQTT over TLS. The certificate's files are looked at again and again, and a changed one serves from the next
// connection on. A client certificate of the given authority says which device it is: its common name.
import { readFile } from 'node:fs/promises';
import type { Socket } from 'node:net';
import {
  createSecureContext,
  createServer,
  type SecureContextOptions,
  type Server,
  type TLSSocket,
} from 'node:tls';
import { messageOf, SluiceError } from '../core/error.ts';
import { minuteMs } from '../core/time.ts';
import type { EdgeLog } from './edge-log.ts';

export interface TlsFiles {
  /** PEM: the certificate and those between it and the root. SLUICE_TLS_CERT */
  readonly certFile: string;
  /** PEM. SLUICE_TLS_KEY */
  readonly keyFile: string;
  /** PEM: authorities whose certificates devices may log in with. SLUICE_TLS_CLIENT_CA */
  readonly clientCaFile: string | null;
}

export interface TlsDoorOptions extends TlsFiles {
  readonly handshakeTimeoutMs: number;
  /** How often the files are looked at, ms; a minute unless given. */
  readonly reloadMs?: number;
  readonly log: EdgeLog;
  /** `certifiedName`: the common name of the client's certificate, `null` where it brought none. */
  readonly accept: (socket: TLSSocket, address: string, certifiedName: string | null) => void;
}

export interface TlsDoor {
  /** Makes a plain connection of `address` one over TLS. */
  secure(socket: Socket, address: string): void;
  close(): void;
}

/** Rejects with a `SluiceError` where the files cannot be used. */
export async function openTlsDoor(options: TlsDoorOptions): Promise<TlsDoor> {
  let material = await read(options);
  check(material, options);
  const addresses = new Map<string, string>();
  const server = createServer({
    ...material,
    requestCert: options.clientCaFile !== null,
    // A device without a certificate still has its secret; one with a wrong certificate is shown out below.
    rejectUnauthorized: false,
    handshakeTimeout: options.handshakeTimeoutMs,
    minVersion: 'TLSv1.2',
  });
  server.on('secureConnection', (socket) => {
    const address = take(addresses, socket) ?? socket.remoteAddress ?? '';
    const { subject } = socket.getPeerCertificate();
    const hasCertificate = subject !== undefined;
    if (hasCertificate && !socket.authorized) {
      options.log.warn({ address, reason: String(socket.authorizationError) }, 'client certificate refused');
      socket.destroy();
      return;
    }
    const name = subject?.CN;
    options.accept(socket, address, typeof name === 'string' ? name : null);
  });
  // Failed handshakes are the outside's matter.
  server.on('tlsClientError', (_, socket) => {
    take(addresses, socket);
    socket.destroy();
  });
  const timer = setInterval(() => {
    reload(server, material, options).then((read) => {
      material = read;
    });
  }, options.reloadMs ?? minuteMs).unref();
  return {
    secure(socket, address) {
      socket.on('error', () => socket.destroy());
      const key = keyOf(socket);
      addresses.set(key, address);
      socket.once('close', () => addresses.delete(key));
      server.emit('connection', socket);
    },
    close: () => clearInterval(timer),
  };
}

type Material = Pick<SecureContextOptions, 'cert' | 'key' | 'ca'>;

async function read({ certFile, keyFile, clientCaFile }: TlsFiles): Promise<Material> {
  const one = async (file: string, setting: string) => {
    try {
      return await readFile(file, 'utf8');
    } catch (thrown) {
      throw unusable(setting, messageOf(thrown), thrown);
    }
  };
  return {
    cert: await one(certFile, 'SLUICE_TLS_CERT'),
    key: await one(keyFile, 'SLUICE_TLS_KEY'),
    ...(clientCaFile === null ? {} : { ca: await one(clientCaFile, 'SLUICE_TLS_CLIENT_CA') }),
  };
}

/** Throws where certificate and key do not belong together or are none. */
function check(material: Material, { certFile, keyFile }: TlsFiles): void {
  try {
    createSecureContext(material);
  } catch (thrown) {
    throw unusable(
      'SLUICE_TLS_CERT and SLUICE_TLS_KEY',
      `${certFile}, ${keyFile}: ${messageOf(thrown)}`,
      thrown,
    );
  }
}

function unusable(setting: string, why: string, cause: unknown): SluiceError {
  return new SluiceError(`the TLS files cannot be used: ${why}`, {
    code: 'tls_files_unusable',
    hint: `set ${setting} to readable PEM files that belong together`,
    cause,
  });
}

async function reload(server: Server, present: Material, options: TlsDoorOptions): Promise<Material> {
  try {
    const material = await read(options);
    if (material.cert === present.cert && material.key === present.key && material.ca === present.ca)
      return present;
    check(material, options);
    server.setSecureContext({ ...material, minVersion: 'TLSv1.2' });
    options.log.info({}, 'the TLS certificate was loaded anew');
    return material;
  } catch (thrown) {
    options.log.warn(
      { error: messageOf(thrown) },
      'the TLS files changed and cannot be used; the old ones serve on',
    );
    return present;
  }
}

function keyOf(socket: Socket): string {
  return `${socket.remoteAddress} ${socket.remotePort}`;
}

function take(addresses: Map<string, string>, socket: Socket): string | undefined {
  const key = keyOf(socket);
  const address = addresses.get(key);
  addresses.delete(key);
  return address;
}
