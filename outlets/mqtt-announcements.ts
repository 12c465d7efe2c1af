// What the hub says over MQTT: alarms and device status retained, so that a reader who comes late knows how things
// stand; cases as they change.
import type { EventOutlet } from '../core/outlet.ts';
import type { CommittedEvent } from '../core/ports.ts';

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

/** `publish` resolves when the broker has the message. */
export function mqttAnnouncements(
  publish: (topic: string, payload: string, options: { readonly retain: boolean }) => Promise<void>,
): EventOutlet {
  return {
    name: 'mqtt',
    kinds: ['alarm', 'case', 'device'],
    batchLength: 200,
    begins: 'oldest',
    async deliver(events) {
      for (const event of events) {
        const announcement = announcementOf(event);
        if (announcement === null) continue;
        const { topic, payload, retain } = announcement;
        await publish(topic, payload, { retain });
      }
      return [];
    },
  };
}
