// Follows the messages that came of an event through the flows, by the mark that they and their copies carry.
import type { EventDelivery, EventMark } from './event-delivery.ts';
import type { FlowMessage, NodeRed } from './node-red.ts';

/** The mark of a message, where it has one. */
export function markOf(message: FlowMessage): EventMark | null {
  const { sluice } = message;
  if (typeof sluice !== 'object' || sluice === null) return null;
  const { event, kind } = sluice as Partial<EventMark>;
  return typeof event === 'number' && typeof kind === 'string' ? { event, kind } : null;
}

export function watchMessages({ hooks }: Pick<NodeRed, 'hooks'>, delivery: EventDelivery): void {
  hooks.add('preDeliver', ({ msg }) => {
    const mark = markOf(msg);
    if (mark !== null) delivery.sent(mark);
  });
  hooks.add('onComplete', ({ msg }) => {
    const mark = markOf(msg);
    if (mark !== null) delivery.completed(mark);
  });
}
