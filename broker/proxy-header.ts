// The header of the PROXY protocol, versions 1 and 2 (HAProxy's specification, sections 2.1 and 2.2), with which a
// load balancer says for whom it connects. It may come in any number of pieces.

export type ProxyHeader =
  /** More bytes are needed. */
  | { readonly kind: 'incomplete' }
  | { readonly kind: 'invalid' }
  /** `address`: the client's, `null` where the balancer speaks for itself. `bytes`: length of the header. */
  | { readonly kind: 'header'; readonly address: string | null; readonly bytes: number };

const signature2 = Buffer.from('\r\n\r\n\0\r\nQUIT\n', 'latin1');
const signature1 = Buffer.from('PROXY ', 'latin1');
/** Longest line of version 1, with its end. */
const longestLine = 107;
/** Longest header of version 2 that is taken: addresses, and some extensions. */
const longestBody = 2_048;
const fixedBytes2 = 16;

const invalid: ProxyHeader = { kind: 'invalid' };
const incomplete: ProxyHeader = { kind: 'incomplete' };

export function parseProxyHeader(bytes: Buffer): ProxyHeader {
  if (beginsLike(bytes, signature2)) return bytes.length < fixedBytes2 ? incomplete : version2(bytes);
  if (beginsLike(bytes, signature1)) return version1(bytes);
  return invalid;
}

/** Whether `bytes` begin with `signature`, as far as they go. */
function beginsLike(bytes: Buffer, signature: Buffer): boolean {
  const length = Math.min(bytes.length, signature.length);
  return bytes.subarray(0, length).equals(signature.subarray(0, length));
}

function version1(bytes: Buffer): ProxyHeader {
  const end = bytes.subarray(0, longestLine).indexOf('\r\n');
  if (end === -1) return bytes.length >= longestLine ? invalid : incomplete;
  const [, family, source, ...rest] = bytes.subarray(0, end).toString('latin1').split(' ');
  const header = { kind: 'header', bytes: end + 2 } as const;
  if (family === 'UNKNOWN') return { ...header, address: null };
  const pattern = family === 'TCP4' ? /^[\d.]{7,15}$/ : family === 'TCP6' ? /^[\da-fA-F:.]{2,45}$/ : null;
  if (pattern === null || source === undefined || !pattern.test(source) || rest.length !== 3) return invalid;
  return { ...header, address: source };
}

function version2(bytes: Buffer): ProxyHeader {
  const [versionAndCommand = 0, familyAndProtocol = 0] = bytes.subarray(12, 14);
  const bodyBytes = bytes.readUInt16BE(14);
  const command = versionAndCommand & 0x0f;
  if (versionAndCommand >> 4 !== 2 || command > 1 || bodyBytes > longestBody) return invalid;
  if (bytes.length < fixedBytes2 + bodyBytes) return incomplete;
  const header = { kind: 'header', bytes: fixedBytes2 + bodyBytes } as const;
  const body = bytes.subarray(fixedBytes2, fixedBytes2 + bodyBytes);
  // LOCAL: a health check of the balancer itself.
  if (command === 0) return { ...header, address: null };
  const family = familyAndProtocol >> 4;
  if (family === 1) return body.length < 12 ? invalid : { ...header, address: body.subarray(0, 4).join('.') };
  if (family === 2)
    return body.length < 36 ? invalid : { ...header, address: ipv6Text(body.subarray(0, 16)) };
  return { ...header, address: null };
}

function ipv6Text(bytes: Buffer): string {
  return Array.from({ length: 8 }, (_, index) => bytes.readUInt16BE(index * 2).toString(16)).join(':');
}
