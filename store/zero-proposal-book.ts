// Proposals of zeros as the API shows them, each replaced whole, until retention drops those that were decided long ago.
import type { EpochMs } from '../core/time.ts';
import { type ZeroProposal, zeroProposalJson } from '../core/zero-proposal.ts';
import type { Database, Statement } from './database.ts';

export class ZeroProposalBook {
  readonly #put: Statement;
  readonly #drop: Statement;

  constructor(db: Database) {
    this.#put = db.prepare('INSERT OR REPLACE INTO zero_proposals VALUES (?, ?, ?, ?, ?, ?)');
    this.#drop = db.prepare('DELETE FROM zero_proposals WHERE decided_at < ?');
  }

  write(proposals: Iterable<ZeroProposal>): void {
    for (const proposal of proposals) {
      const { id, deviceId, state, madeAt, decidedAt } = proposal;
      this.#put.run(id, deviceId, state, madeAt, decidedAt, JSON.stringify(zeroProposalJson(proposal)));
    }
  }

  /** Drops those decided before `oldest`; false where there was none. */
  dropSome(oldest: EpochMs): boolean {
    return this.#drop.run(oldest).changes !== 0;
  }
}
