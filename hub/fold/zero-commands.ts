// What people decide about a gauge's zero: an accepted one is the registry's from then on.
import { zeroProposalJson } from '../../core/zero-proposal.ts';
import { done, type Handlers, refused } from './command-handler.ts';

export const zeroCommands: Handlers<'zero.decide'> = {
  'zero.decide': (body, actor, { state, effects, now }) => {
    const decided = state.zeros.decide(body, actor.name, now);
    if (!decided.ok) return refused(decided.error);
    const [proposal, device] = decided.value;
    if (proposal.state === 'accepted') {
      state.registry.devices.set(device.id, device);
      effects.devices.set(device.id, device);
      state.deviceChanged(device, now);
    }
    return done(zeroProposalJson(proposal));
  },
};
