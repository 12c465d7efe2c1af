// What the hub says over MQTT: alarms and device status retained, so that a reader who comes late knows how things
// stand; cases as they change.
import type { EventOutlet } from '../core/outlet.ts';
import type { CommittedEvent, Json } from '../core/ports.ts';

export interface Announcement {
  readonly topic: string;
  readonly payload: string;
  readonly retain: boolean;
}

/** The message for a change, or `null` where it is none of MQTT's business. */
export function announcementOf({ kind, subjectId, body }: CommittedEvent): Announcement | null {
  switch (kind) {
    case 'alarm': {
      // A device that stands at no point is its own place; so is an area, whose name may hold what a topic may not.
      const place = String(body.point_id ?? body.device_id).replaceAll(/[+#/]/g, '_');
      return {
        topic: `hub/alarms/${place}/${String(body.rule_id)}`,
        payload: JSON.stringify(body),
        retain: true,
      };
    }
    case 'case':
      return { topic: `hub/cases/${subjectId}`, payload: JSON.stringify(body), retain: false };
    case 'device': {
      const { status, since, last_seen_at } = body;
      const payload = JSON.stringify({ status, since, last_seen_at });
      return { topic: `hub/devices/${subjectId}/status`, payload, retain: true };
    }
    case 'command':
    case 'notice':
      return null;
  }
}

/** Resolves when the broker has the message; messages of one topic go out in the order of the calls. */
type Publish = (topic: string, payload: string, options: { readonly retain: boolean }) => Promise<void>;

/**
 * @param stillActive the alarm of this rule that is active at this point, the worst of several; `null` where there is none.
 */
export function mqttAnnouncements(
  publish: Publish,
  stillActive: (pointId: string, ruleId: string) => Promise<Json | null>,
): EventOutlet {
  return {
    name: 'mqtt',
    kinds: ['alarm', 'case', 'device'],
    batchLength: 200,
    begins: 'oldest',
    async deliver(events) {
      const others = await Promise.all(events.map(anotherAt));
      const published = events.flatMap((event, i) => announce(event, others[i] ?? null));
      // What is under way when one fails goes on before the next try, so that no old state comes after a new one.
      for (const result of await Promise.allSettled(published)) {
        if (result.status === 'rejected') throw result.reason;
      }
      return [];
    },
  };

  /** All of them are on their way at once; the broker keeps the order of each topic. */
  function announce(event: CommittedEvent, other: Json | null): Promise<void>[] {
    const announcement = announcementOf(event);
    if (announcement === null) return [];
    const { topic, payload, retain } = announcement;
    const told = publish(topic, payload, { retain: retain && other === null });
    return other === null ? [told] : [told, publish(topic, JSON.stringify(other), { retain: true })];
  }

  /** Two gauges of one point share a topic: where one of them has cleared, what is kept there is the other's alarm. */
  async function anotherAt({ kind, subjectId, body }: CommittedEvent): Promise<Json | null> {
    if (kind !== 'alarm' || body.condition !== 'cleared' || typeof body.point_id !== 'string') return null;
    const other = await stillActive(body.point_id, String(body.rule_id));
    return other?.id === subjectId ? null : other;
  }
}
