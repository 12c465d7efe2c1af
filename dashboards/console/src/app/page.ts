// What a page of the console is: where it stands, what it is called, who may open it.
import type { ComponentType } from 'react';
import type { Label } from '../../../../core/label.ts';
import type { Role } from '../../../../core/person.ts';
import type { PageIcon } from './page-icon.tsx';

type Loaded = Promise<{ readonly Component: ComponentType }>;

export interface Page {
  /** Below the console's root; parts that begin with a colon are ids. */
  readonly path: string;
  readonly label: Label;
  /** The least role that may open it. */
  readonly role: Role;
  /** Its place in the menu; absent where it is reached from another page. */
  readonly menu?: { readonly icon: PageIcon; readonly group: PageGroup };
  load(): Loaded;
}

/** The parts of the menu, in this order: what happens now, what stands outside, what it came to, how it is set up. */
export const pageGroups = ['now', 'field', 'figures', 'setup'] as const;
export type PageGroup = (typeof pageGroups)[number];
