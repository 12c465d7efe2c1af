import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { openPhotoStore } from './photo-store.ts';
import { testFolder } from './test-batch.ts';

function picture(width: number, height: number) {
  return sharp({ create: { width, height, channels: 3, background: '#3377aa' } });
}

test('a photo is kept as a picture and nothing else', async () => {
  const photos = openPhotoStore(testFolder());
  const exif = { IFD0: { Copyright: 'Zhang', Make: 'PhoneMaker' }, IFD3: { GPSLatitude: '35/1 35/1 0/1' } };
  const taken = await picture(3_000, 1_000).withExif(exif).jpeg().toBuffer();
  expect((await sharp(taken).metadata()).exif).toBeDefined();
  const put = await photos.put(taken);
  if (!put.ok) throw new Error(put.error.en);
  expect(put.value).toMatchObject({ width: 2_048, height: 683 });
  const kept = (await photos.get(put.value.name)) as Buffer;
  const { exif: nothing, format, width } = await sharp(kept).metadata();
  expect({ nothing, format, width }).toEqual({ nothing: undefined, format: 'jpeg', width: 2_048 });
  expect(kept.includes('PhoneMaker')).toBe(false);
  expect(kept.length).toBe(put.value.bytes);
});

test('a small one is a square of its middle', async () => {
  const photos = openPhotoStore(testFolder());
  const put = await photos.put(await picture(1_000, 400).png().toBuffer());
  if (!put.ok) throw new Error(put.error.en);
  const small = (await photos.small(put.value.name)) as Buffer;
  expect(await sharp(small).metadata()).toMatchObject({ format: 'jpeg', width: 192, height: 192 });
  expect(await photos.small(`${'0'.repeat(64)}.jpg`)).toBeNull();
});

test('it stands upright as the camera was held', async () => {
  const photos = openPhotoStore(testFolder());
  const put = await photos.put(await picture(400, 200).withMetadata({ orientation: 6 }).jpeg().toBuffer());
  expect(put).toMatchObject({ ok: true, value: { width: 200, height: 400 } });
});

test('the same photo twice is one file, a PNG becomes a JPEG', async () => {
  const folder = testFolder();
  const photos = openPhotoStore(folder);
  const png = await picture(50, 50).png().toBuffer();
  expect(await photos.put(png)).toEqual(await photos.put(png));
  expect(readdirSync(join(folder, 'photos'))).toHaveLength(1);
});

test('what is no picture is refused, and so is one of another kind', async () => {
  const folder = testFolder();
  const photos = openPhotoStore(folder);
  const gif = await picture(5, 5).gif().toBuffer();
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>';
  const cut = (await picture(900, 900).jpeg().toBuffer()).subarray(0, 700);
  for (const bytes of [gif, cut, Buffer.from(svg), Buffer.from('no'), Buffer.alloc(0)]) {
    expect(await photos.put(bytes)).toMatchObject({
      ok: false,
      error: { en: expect.stringContaining('no JPEG') },
    });
  }
  expect(readdirSync(folder)).toEqual([]);
});

test('no name leads out of the folder', async () => {
  const photos = openPhotoStore(testFolder());
  for (const name of ['../sluice.db', 'x.jpg', `${'a'.repeat(64)}.jpg`])
    expect(await photos.get(name)).toBeNull();
});
