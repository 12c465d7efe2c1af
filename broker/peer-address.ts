// Whose connection it is: the peer's own address, or the one that a trusted load balancer gives in a PROXY header.
// What others say of themselves is not believed.
import { BlockList, isIPv6, type Socket } from 'node:net';
import { SluiceError } from '../core/error.ts';
import { secondMs } from '../core/time.ts';
import { parseProxyHeader } from './proxy-header.ts';

const headerTimeoutMs = 5 * secondMs;

export class TrustedProxies {
  readonly #list = new BlockList();
  readonly #isEmpty: boolean;

  /** `networks`: addresses, or networks such as `10.0.0.0/8`. Throws a `SluiceError` for others. */
  constructor(networks: readonly string[]) {
    this.#isEmpty = networks.length === 0;
    for (const network of networks) this.#add(network);
  }

  has(address: string): boolean {
    if (this.#isEmpty) return false;
    const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
    if (mapped !== undefined) return this.#list.check(mapped, 'ipv4');
    return this.#list.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
  }

  #add(network: string): void {
    const [address = '', bits] = network.split('/');
    const family = isIPv6(address) ? 'ipv6' : 'ipv4';
    try {
      if (bits === undefined) this.#list.addAddress(address, family);
      else this.#list.addSubnet(address, Number(bits), family);
    } catch (thrown) {
      throw new SluiceError(`${network} is no address or network of a proxy`, {
        code: 'bad_proxy_network',
        hint: 'write addresses such as 10.1.2.3 or networks such as 10.0.0.0/8',
        cause: thrown,
      });
    }
  }
}

/** Calls `accept` with the socket and the client's address, or destroys a socket whose header is missing or wrong. */
export function findPeerAddress(
  socket: Socket,
  proxies: TrustedProxies,
  accept: (address: string) => void,
): void {
  const own = socket.remoteAddress ?? '';
  if (!proxies.has(own)) {
    accept(own);
    return;
  }
  let bytes = Buffer.alloc(0);
  const close = () => socket.destroy();
  // Read on demand and not as a flow, so that whoever takes the socket over finds it as new.
  const take = () => {
    const chunk: Buffer | null = socket.read();
    if (chunk === null) return;
    bytes = Buffer.concat([bytes, chunk]);
    const header = parseProxyHeader(bytes);
    if (header.kind === 'incomplete') return;
    socket.off('readable', take);
    socket.setTimeout(0, close);
    if (header.kind === 'invalid') {
      close();
      return;
    }
    socket.off('error', close);
    socket.off('end', close);
    if (header.bytes < bytes.length) socket.unshift(bytes.subarray(header.bytes));
    accept(header.address ?? own);
  };
  socket.setTimeout(headerTimeoutMs, close);
  socket.on('error', close);
  socket.on('end', close);
  socket.on('readable', take);
}
