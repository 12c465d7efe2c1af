// A new key for a request that changes something. Browsers keep `randomUUID` from pages that came by plain HTTP, as
// they do in a centre's own network.

export function newRequestKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
