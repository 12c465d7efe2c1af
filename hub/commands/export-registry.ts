// `sluice export-registry FOLDER`: units.csv, points.csv and devices.csv as `import` takes them, from a hub that runs or
// not. Secrets stay where they are.
import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { registryCsv } from '../../api/registry-export.ts';
import { messageOf, SluiceError } from '../../core/error.ts';
import { registryKinds } from '../../core/registry.ts';
import { openViews } from '../../store/views.ts';
import { readSettings } from '../config.ts';

export interface ExportRegistryOptions {
  readonly excel?: boolean;
}

export async function exportRegistryCommand(folder: string, options: ExportRegistryOptions): Promise<number> {
  const views = openViews(readSettings(process.env).data_dir);
  try {
    mkdirSync(folder, { recursive: true });
    for (const kind of registryKinds) {
      const file = join(folder, `${kind}.csv`);
      const text = Readable.from(registryCsv(views, kind, { excel: options.excel === true }));
      await pipeline(text, createWriteStream(file));
      console.log(file);
    }
    return 0;
  } catch (thrown) {
    if (thrown instanceof SluiceError) throw thrown;
    throw new SluiceError(`${folder} cannot be written: ${messageOf(thrown)}`, {
      code: 'bad_file',
      hint: 'name a folder that may be written',
    });
  } finally {
    await views.close();
  }
}
