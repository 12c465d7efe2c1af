// Photos in the data folder: each decoded and encoded anew, so that nothing is kept but the picture: no place, no
// camera, no name, nothing that hides in a file of another kind. Named by its content, so the same one is kept once.
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { messageOf, SluiceError } from '../core/error.ts';
import type { PhotoStore } from '../core/ports.ts';
import { fail, ok } from '../core/result.ts';

/** Longest side kept, pixels: enough to read a cover's number. */
const maxSide = 2_048;
/** Sides of small ones, pixels: a thumbnail on a display of twice the usual density. */
const smallSide = 192;
/** Pixels of what is taken in: 100 megapixels, above any phone's camera, below what fills the memory. */
const maxPixels = 100_000_000;
const jpegQuality = 82;
const formats: ReadonlySet<string> = new Set(['jpeg', 'png', 'webp']);
const photoName = /^[0-9a-f]{64}\.jpg$/;

export function photoFolder(dataDir: string): string {
  return join(dataDir, 'photos');
}

export function openPhotoStore(dataDir: string): PhotoStore {
  const folder = photoFolder(dataDir);
  return {
    async put(bytes) {
      const encoded = await encode(bytes);
      if (encoded === null) {
        return fail({
          zh: '不是 JPEG、PNG 或 WebP 图片，或超过 1 亿像素',
          en: 'this is no JPEG, PNG or WebP picture of at most 100 megapixels',
        });
      }
      const name = `${createHash('sha256').update(encoded.data).digest('hex')}.jpg`;
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await writeDurably(folder, name, encoded.data);
      const { width, height } = encoded.info;
      return ok({ name, width, height, bytes: encoded.data.length });
    },
    get: (name) => readPhoto(folder, name),
    async small(name) {
      const photo = await readPhoto(folder, name);
      return photo === null ? null : await shrunk(photo);
    },
  };
}

async function readPhoto(folder: string, name: string): Promise<Uint8Array | null> {
  if (!photoName.test(name)) return null;
  try {
    return await readFile(join(folder, name));
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw thrown;
  }
}

function shrunk(photo: Uint8Array): Promise<Uint8Array> {
  return sharp(photo)
    .resize({ width: smallSide, height: smallSide, fit: 'cover', withoutEnlargement: true })
    .jpeg({ quality: jpegQuality })
    .toBuffer();
}

async function encode(bytes: Uint8Array) {
  try {
    const picture = sharp(bytes, { limitInputPixels: maxPixels, failOn: 'error' });
    const { format } = await picture.metadata();
    if (!formats.has(format)) return null;
    // `rotate` turns it as the camera was held, for what said so is not kept.
    return await picture
      .rotate()
      .resize({ width: maxSide, height: maxSide, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#fff' })
      .jpeg({ quality: jpegQuality, mozjpeg: true })
      .toBuffer({ resolveWithObject: true });
  } catch {
    // Whatever it cannot decode is no picture.
    return null;
  }
}

/** There whole or not at all, also after a crash. */
async function writeDurably(folder: string, name: string, data: Uint8Array): Promise<void> {
  const draft = join(folder, `.${randomUUID()}`);
  try {
    const file = await open(draft, 'wx', 0o600);
    try {
      await file.writeFile(data);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, join(folder, name));
  } catch (thrown) {
    const said = messageOf(thrown);
    const message = { zh: `照片无法写入：${said}`, en: `the photo cannot be written: ${said}` };
    throw new SluiceError(message, {
      code: 'disk_failed',
      retryable: true,
      hint: {
        zh: '请在 SLUICE_DATA_DIR 所在磁盘腾出空间后重新发送',
        en: 'make room on the disk of the folder named by SLUICE_DATA_DIR, and send it again',
      },
      cause: thrown,
    });
  }
}
