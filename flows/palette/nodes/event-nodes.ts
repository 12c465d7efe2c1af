// Nodes at which events of the hub enter a flow: readings, alarms, cases, equipment status.
import { severities } from '../../../core/severity.ts';
import type { FlowEvent, ReadingFilter } from '../../messages.ts';
import { hubLink } from '../../process/hub-link.ts';
import type { FlowMessage, FlowNode, NodeConfig, NodeRedRuntime } from '../../process/node-red.ts';

type Body = Readonly<Record<string, unknown>>;

interface EventNodeType {
  readonly type: string;
  readonly kind: FlowEvent['kind'];
  /** Whether the node, as it was filled in, wants the event. */
  wants(config: NodeConfig, body: Body, subjectId: string): boolean;
  topic(body: Body, subjectId: string): string;
}

const eventNodeTypes: readonly EventNodeType[] = [
  {
    type: 'sluice-reading',
    kind: 'reading',
    wants: (config, body) =>
      isListed(config.metric, body.metric) &&
      isListed(config.device_id, body.device_id) &&
      isListed(config.point_id, body.point_id),
    topic: (body) => `reading/${String(body.device_id)}/${String(body.metric)}`,
  },
  {
    type: 'sluice-alarm',
    kind: 'alarm',
    wants: (config, body) =>
      isListed(config.rule_id, body.rule_id) &&
      isListed(config.point_id, body.point_id) &&
      isListed(config.condition, body.condition) &&
      isListed(config.change, body.change) &&
      reaches(config.severity, body.severity),
    topic: (body) => `alarm/${String(body.point_id ?? body.device_id)}/${String(body.rule_id)}`,
  },
  {
    type: 'sluice-case',
    kind: 'case',
    wants: (config, body) =>
      isListed(config.state, body.state) &&
      isListed(config.category, body.category) &&
      isListed(config.unit_id, body.unit_id) &&
      isListed(config.point_id, body.point_id),
    topic: (_body, subjectId) => `case/${subjectId}`,
  },
  {
    type: 'sluice-device-status',
    kind: 'device',
    wants: (config, body, subjectId) =>
      isListed(config.status, body.status) && isListed(config.device_id, subjectId),
    topic: (_body, subjectId) => `device/${subjectId}/status`,
  },
];

/** The values of a field that lists them by commas; `undefined` where it is empty, which is all. */
function listed(field: unknown): string[] | undefined {
  const values = String(field ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  return values.length === 0 ? undefined : values;
}

function isListed(field: unknown, value: unknown): boolean {
  return listed(field)?.includes(String(value)) ?? true;
}

/** So that the hub does not send what no node wants. */
function readingFilter({ device_id, metric, point_id }: NodeConfig): ReadingFilter {
  const [devices, metrics, points] = [listed(device_id), listed(metric), listed(point_id)];
  return {
    ...(devices === undefined ? {} : { devices }),
    ...(metrics === undefined ? {} : { metrics }),
    ...(points === undefined ? {} : { points }),
  };
}

/** Whether a severity is the one asked for or worse. */
function reaches(asked: unknown, severity: unknown): boolean {
  const ranks: readonly unknown[] = severities;
  return ranks.indexOf(severity) >= ranks.indexOf(asked === '' ? undefined : asked);
}

function enter(node: FlowNode, config: NodeConfig, { kind, wants, topic }: EventNodeType): void {
  const link = hubLink();
  if (link === null) {
    node.status({ fill: 'red', shape: 'ring', text: 'sluice-events.not-in-hub' });
    return;
  }
  let count = 0;
  const leave = link.delivery.listen((event) => {
    if (event.kind !== kind || !wants(config, event.body, event.subjectId)) return;
    count += 1;
    node.status({ fill: 'green', shape: 'dot', text: String(count) });
    const message: FlowMessage = {
      topic: topic(event.body, event.subjectId),
      // A flow may change what it gets.
      payload: structuredClone(event.body),
      at: event.at,
      sluice: { event: event.id, kind },
    };
    node.send(message);
  });
  const unwant = kind === 'reading' ? link.delivery.wantReadings(readingFilter(config)) : () => {};
  node.on('close', () => {
    leave();
    unwant();
  });
}

/** What Node-RED calls with itself. */
export function registerEventNodes(RED: NodeRedRuntime): void {
  for (const eventType of eventNodeTypes) {
    RED.nodes.registerType(eventType.type, function (config) {
      RED.nodes.createNode(this, config);
      enter(this, config, eventType);
    });
  }
}
