// Sends what waits on the phone, each piece of work once: at most one sender at a time, in the order of recording, with a
// key by which the hub knows a repetition. Runs in the page, and in the service worker after the page was closed.
import { messageOf, SluiceError } from '../../../../core/error.ts';
import type { ShownCase } from '../api-client/answers.ts';
import { hubNow } from '../api-client/hub-clock.ts';
import { hasCode, loginNeededCode, send, sendPhoto } from '../api-client/request.ts';
import { currentUser } from '../api-client/session.ts';
import type { CrewDatabase } from './crew-database.ts';
import { bodyOf, type PendingAction } from './pending-action.ts';
import { type PendingReport, photosAfter, reportBodyOf } from './pending-report.ts';
import { isReport, nextToSend, type PendingWork } from './pending-work.ts';

/** `sent`: nothing waits that could go out. `later`: the hub cannot be reached or is busy. */
export type SendOutcome = 'sent' | 'later' | 'login_needed';

const patienceMs = 20_000;
let oneAtATime: Promise<unknown> = Promise.resolve();

/** Rejects where the phone itself fails, such as its storage. */
export function sendOutbox(database: CrewDatabase): Promise<SendOutcome> {
  // Across pages and the service worker; a page that came by plain HTTP has no locks, and no service worker either.
  if (navigator.locks !== undefined) {
    return navigator.locks.request('sluice-crew-outbox', () => sendWaiting(database));
  }
  const mine = oneAtATime.then(() => sendWaiting(database));
  oneAtATime = mine.catch(() => {});
  return mine;
}

async function sendWaiting(database: CrewDatabase): Promise<SendOutcome> {
  if ((await database.outbox()).length === 0) return 'sent';
  try {
    // The phone may have changed hands: nobody's work goes out under another's name.
    const user = await currentUser(AbortSignal.timeout(patienceMs));
    if (user === null) return 'login_needed';
    for (;;) {
      const next = nextToSend(await database.outbox(), user.username);
      if (next === undefined) return 'sent';
      await sendOne(database, next);
    }
  } catch (thrown) {
    if (hasCode(thrown, loginNeededCode)) return 'login_needed';
    if (thrown instanceof SluiceError && thrown.retryable) return 'later';
    throw thrown;
  }
}

async function sendOne(database: CrewDatabase, work: PendingWork): Promise<void> {
  try {
    await (isReport(work) ? sendReport(database, work) : sendAction(database, work));
  } catch (thrown) {
    if (!isRefusal(thrown)) throw thrown;
    const kind = hasCode(thrown, 'conflict') && !isReport(work) ? 'conflict' : 'refused';
    await database.change(work.order, (pending) => ({
      ...pending,
      trouble: { kind, detail: messageOf(thrown) },
    }));
  }
}

async function sendAction(database: CrewDatabase, { order }: PendingAction): Promise<void> {
  const ready = await prepared(database, order);
  if (ready === undefined || ready.body === null) return;
  const path = `/cases/${encodeURIComponent(ready.caseId)}/actions`;
  const answer = await send<ShownCase>('POST', path, ready.body, ready.key);
  await keepCase(database, answer);
  await database.takeOut(order);
}

/** Its photos take its place in the outbox, in one step: whenever the phone stops, either of the two is there. */
async function sendReport(database: CrewDatabase, { order }: PendingReport): Promise<void> {
  const ready = await database.change(order, (known) =>
    isReport(known) && known.body === null ? { ...known, body: reportBodyOf(known, hubNow()) } : known,
  );
  if (ready === undefined || !isReport(ready)) return;
  const answer = await send<ShownCase>('POST', '/cases', ready.body, ready.key);
  const photos = photosAfter(ready, answer);
  if (photos === null) await database.takeOut(order);
  else await database.change(order, () => photos);
}

/** With its photos at the hub and its body settled, both written down before the body goes out. */
async function prepared(database: CrewDatabase, order: number): Promise<PendingAction | undefined> {
  const change = async (changed: (known: PendingAction) => PendingAction) => {
    const work = await database.change(order, (known) => (isReport(known) ? known : changed(known)));
    return work === undefined || isReport(work) ? undefined : work;
  };
  let pending = await change((known) => known);
  while (pending !== undefined && pending.photoUrls.length < pending.photos.length) {
    // Photos are named by their content: one that is sent again is the same.
    const { url } = await sendPhoto(pending.photos[pending.photoUrls.length] as Blob);
    pending = await change((known) => ({ ...known, photoUrls: [...known.photoUrls, url] }));
  }
  if (pending === undefined || pending.body !== null) return pending;
  return change((known) => ({ ...known, body: bodyOf(known, hubNow()) }));
}

/** What the case became, before the list is read again. */
async function keepCase(database: CrewDatabase, answer: ShownCase): Promise<void> {
  const known = await database.fact('cases');
  if (known === undefined) return;
  const items = known.items.map((subject) => (subject.id === answer.id ? answer : subject));
  await database.keepFact('cases', { ...known, items });
}

function isRefusal(thrown: unknown): boolean {
  return thrown instanceof SluiceError && !thrown.retryable && thrown.code !== loginNeededCode;
}
