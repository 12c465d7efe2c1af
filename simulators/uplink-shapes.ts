// A device's frame as the network server of a LoRaWAN publishes it: ChirpStack v4 and The Things Stack v3, with the fields
// decoded, as most integrations have them. Native shape: the device's own JSON.
import type { EpochMs } from '../core/time.ts';
import type { Frame } from './firmware.ts';

export const networkShapes = ['chirpstack', 'things-stack'] as const;
export type NetworkShape = (typeof networkShapes)[number];

export interface Uplink {
  readonly deviceId: string;
  readonly devEui: string;
  readonly gateway: string;
  readonly frame: Frame;
  /** When a gateway heard it. */
  readonly at: EpochMs;
  readonly rssi: number;
  readonly snr: number;
}

export interface Published {
  readonly topic: string;
  readonly payload: string;
}

const application = 'county';
const port = 2;

export function publishedAs(shape: NetworkShape, uplink: Uplink): Published {
  return shape === 'chirpstack' ? chirpstack(uplink) : thingsStack(uplink);
}

/** A device gets another address each time that it joins. */
function addressOf(devEui: string, session: number): string {
  return (Number.parseInt(devEui.slice(-7), 16) + session).toString(16).padStart(8, '0').slice(-8);
}

function chirpstack({ deviceId, devEui, gateway, frame, at, rssi, snr }: Uplink): Published {
  return {
    topic: `application/${application}/device/${devEui}/event/up`,
    payload: JSON.stringify({
      deduplicationId: `${devEui}-${frame.session}-${frame.seq}`,
      time: new Date(at).toISOString(),
      deviceInfo: { applicationId: application, applicationName: application, deviceName: deviceId, devEui },
      devAddr: addressOf(devEui, frame.session),
      ...{ fCnt: frame.seq, fPort: port, confirmed: true, object: frame.body },
      rxInfo: [{ gatewayId: gateway, rssi, snr }],
    }),
  };
}

function thingsStack({ deviceId, devEui, gateway, frame, at, rssi, snr }: Uplink): Published {
  const time = new Date(at).toISOString();
  return {
    topic: `v3/${application}@ttn/devices/${deviceId}/up`,
    payload: JSON.stringify({
      end_device_ids: {
        device_id: deviceId,
        application_ids: { application_id: application },
        dev_eui: devEui.toUpperCase(),
        dev_addr: addressOf(devEui, frame.session).toUpperCase(),
      },
      received_at: time,
      uplink_message: {
        ...{ f_port: port, f_cnt: frame.seq, decoded_payload: frame.body, received_at: time },
        rx_metadata: [{ gateway_ids: { gateway_id: gateway }, rssi, snr }],
      },
    }),
  };
}
