import { expect, test } from 'vitest';
import { LiveStore } from './live-store.ts';
import { PlaceDesk } from './place-desk.ts';
import { place, snapshot } from './test-answers.ts';

/** A desk whose waiting work is done when the test says so, at a hub that knows all points but the one that is `gone`. */
function deskByHand() {
  const due: (() => void)[] = [];
  const asked: (readonly string[])[] = [];
  let isDown = false;
  const store = new LiveStore((work) => work());
  const read = async (ids: readonly string[]) => {
    asked.push(ids);
    if (isDown) throw new Error('down');
    return ids
      .filter((id) => id !== 'gone')
      .map((id) => place({ id, name: `${id} ${asked.length}`, kind: 'cover' }));
  };
  const desk = new PlaceDesk(store, read, (work) => due.push(work));
  return {
    ...{ store, desk, asked },
    setDown(value: boolean) {
      isDown = value;
    },
    async settle() {
      for (const work of due.splice(0)) work();
      await new Promise((resolve) => setTimeout(resolve));
    },
  };
}

test('what many rows want is one question, and is asked for once', async () => {
  const { store, desk, asked, settle } = deskByHand();
  desk.want(['a', 'b']);
  desk.want(['b', 'c', null, undefined, '']);
  await settle();
  expect(asked).toEqual([['a', 'b', 'c']]);
  expect([...store.read().places.keys()]).toEqual(['a', 'b', 'c']);
  desk.want(['a', 'c']);
  await settle();
  expect(asked).toHaveLength(1);
});

test('a point that is gone is asked for once, until the registry changes', async () => {
  const { desk, asked, settle } = deskByHand();
  for (let look = 0; look < 3; look += 1) {
    desk.want(['gone']);
    await settle();
  }
  expect(asked).toEqual([['gone']]);
  desk.askAnew();
  await settle();
  expect(asked).toEqual([['gone'], ['gone']]);
});

test('after a change of the registry, points have their new names and gauges keep what they measured', async () => {
  const { store, desk, settle } = deskByHand();
  store.snapshotCame(snapshot({ places: [place({ id: 'gauge', depth_mm: 80 })] }));
  desk.want(['a']);
  await settle();
  desk.askAnew();
  await settle();
  expect(store.read().places.get('a')?.name).toBe('a 2');
  expect(store.read().places.get('gauge')).toMatchObject({ name: 'gauge 2', depth_mm: 80 });
});

test('more than an address holds is asked for in parts', async () => {
  const { desk, asked, settle } = deskByHand();
  desk.want(Array.from({ length: 450 }, (_, i) => `p-${i}`));
  await settle();
  expect(asked.map(({ length }) => length)).toEqual([200, 200, 50]);
});

test('what could not be asked for is asked for again by whoever looks later', async () => {
  const { store, desk, asked, setDown, settle } = deskByHand();
  setDown(true);
  desk.want(['a']);
  await settle();
  setDown(false);
  await settle();
  desk.want(['a']);
  await settle();
  expect(asked).toHaveLength(2);
  expect(store.read().places.has('a')).toBe(true);
});
