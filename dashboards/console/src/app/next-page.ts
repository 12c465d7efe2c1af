// Where to go after the login: pages that are not the console's own, such as the editor of the flows, send people
// here with `?next=`.

/** The path asked for, or `null`. Only pages of the hub itself: a link must not lead away after a login. */
export function nextPage(search: string): string | null {
  const next = new URLSearchParams(search).get('next');
  return next !== null && /^\/flows\/[\w#/.-]*$/.test(next) ? next : null;
}
