// Puts device profiles in force and tells the store of those that are new or changed.
import type { Effects } from '../../core/effects.ts';
import type { DeviceProfile } from '../../core/registry.ts';
import type { FoldState } from './fold-state.ts';

/** Whether that changed anything. */
export function putProfiles(profiles: readonly DeviceProfile[], state: FoldState, effects: Effects): boolean {
  let changed = false;
  for (const profile of profiles) {
    const known = state.registry.profile(profile.id);
    if (JSON.stringify(known) === JSON.stringify(profile)) continue;
    if (known?.uplink?.codec !== profile.uplink?.codec) state.intake.codecs.forget(profile.id);
    state.registry.profiles.set(profile.id, profile);
    effects.profiles.set(profile.id, profile);
    changed = true;
  }
  // Also where nothing changed: a state that was restored has derived nothing of them yet.
  state.rules.profilesChanged();
  return changed;
}
