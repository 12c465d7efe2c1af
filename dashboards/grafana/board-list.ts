// All boards. A new one is a file in boards/ and a line here.
import type { Dashboard } from '@grafana/schema';
import type { Language } from '../../core/label.ts';
import { casesAndUnits } from './boards/cases-and-units.ts';
import { coverBoard } from './boards/covers.ts';
import { equipment } from './boards/equipment.ts';
import { floodPoint } from './boards/flood-point.ts';
import { hubBoard } from './boards/hub.ts';
import { rainstorm } from './boards/rainstorm.ts';
import { dashboardOf } from './builders/dashboard.ts';
import { languages } from './builders/say.ts';

const boards = [rainstorm, floodPoint, equipment, coverBoard, casesAndUnits, hubBoard] as const;

export interface BoardFile {
  readonly language: Language;
  readonly name: string;
  readonly dashboard: Dashboard;
}

export function boardFiles(): BoardFile[] {
  return languages.flatMap((language) =>
    boards.map((make) => {
      const board = make(language);
      return { language, name: board.name, dashboard: dashboardOf(board, language) };
    }),
  );
}

/** Below this folder, where provisioning reads them. */
export function pathOf({ language, name }: BoardFile): string {
  return `json/${language}/${name}.json`;
}

export function textOf({ dashboard }: BoardFile): string {
  return `${JSON.stringify(dashboard, null, 2)}\n`;
}
