// The loudspeakers that the settings ask for.
import type { AnnouncementBook } from '../../core/announcement.ts';
import { httpSpeaker } from '../../outlets/public-address/http-speaker.ts';
import { type PublicAddress, publicAddress } from '../../outlets/public-address/public-address.ts';
import type { Settings } from '../config.ts';
import type { HubCore } from '../hub-core.ts';
import { hubActor } from '../hub-core.ts';

/** `null` where there are none. */
export function configuredPublicAddress(
  settings: Settings,
  core: HubCore,
  book: AnnouncementBook,
): PublicAddress | null {
  const speakers = settings.outlets.public_address;
  if (speakers === undefined) return null;
  const { url, secret = null, repeat, quiet_hours: quiet } = speakers;
  const { now, views, engine } = core;
  const isDry = speakers.dry_run || url === undefined;
  return publicAddress({
    ...{ book, now, timezone: settings.timezone, zones: speakers.zones },
    rules: {
      ...{ minSeverity: speakers.min_severity, ruleIds: speakers.rules },
      ...{
        automaticRuleIds: speakers.automatic_rules,
        cooldownMs: speakers.cooldown,
        withinMs: speakers.within,
      },
      quiet: quiet === null ? null : { fromMinute: quiet.from, toMinute: quiet.to, except: quiet.except },
    },
    speak: isDry ? null : httpSpeaker({ url, secret, repeat, now }),
    async placeOf(pointId) {
      const point = (await views.point(pointId)) as { name: string; basin: string | null } | null;
      return point === null ? null : { name: point.name, basin: point.basin };
    },
    async note({ id: name, decision, zone, alarmId: alarm, text }) {
      await engine.command('announcement.note', hubActor, { name, decision, zone, alarm, text });
    },
  });
}
