// Whether many devices that share a path fell silent together, so that their silence speaks of the path. Pure.
import type { EpochMs } from '../core/time.ts';

export interface PathMember {
  readonly deviceId: string;
  readonly lastSeenAt: EpochMs;
  /** When its silence began to count as late; in the future for one that is not. */
  readonly lateAt: EpochMs;
}

export interface OutageLimits {
  /** So many must be silent. */
  readonly devices: number;
  /** This share, of those that should have been heard, must be silent; 0 to 1. */
  readonly share: number;
}

export interface SilentTogether {
  readonly deviceIds: readonly string[];
  /** The last message of any of them. */
  readonly lastHeardAt: EpochMs;
}

/**
 * The members that fell silent together, `null` where too few did. For an instant `t` not after `suspectLateAt`:
 * silent are those that have become late since `t`, heard are those that are not late and were heard since `t`; a
 * member that is neither, because it reports seldom, has no vote. Of all such `t` the earliest that holds is taken.
 * A device that is late alone is outvoted by those heard since.
 */
export function silentTogether(
  members: readonly PathMember[],
  now: EpochMs,
  suspectLateAt: EpochMs,
  limits: OutageLimits,
): SilentTogether | null {
  const silent = members.filter((member) => member.lateAt <= now).sort((a, b) => b.lateAt - a.lateAt);
  if (silent.length < limits.devices) return null;
  const heardAt = members
    .filter((member) => member.lateAt > now)
    .map((member) => member.lastSeenAt)
    .sort((a, b) => b - a);
  let heard = 0;
  let together = 0;
  for (const [index, member] of silent.entries()) {
    const isLastOfItsInstant = silent[index + 1]?.lateAt !== member.lateAt;
    if (member.lateAt > suspectLateAt || !isLastOfItsInstant) continue;
    while (heard < heardAt.length && (heardAt[heard] as EpochMs) > member.lateAt) heard += 1;
    const count = index + 1;
    if (count >= limits.devices && count >= limits.share * (count + heard)) together = count;
  }
  if (together === 0) return null;
  const found = silent.slice(0, together);
  return {
    deviceIds: found.map((member) => member.deviceId).sort(),
    lastHeardAt: found.reduce((latest, member) => Math.max(latest, member.lastSeenAt), 0),
  };
}
