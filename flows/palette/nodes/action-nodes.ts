// Nodes at which a flow asks something of the hub. What is filled in stands; what is left blank comes from
// `msg.payload`. The answer goes out at the first output, a refusal with its reason at the second.
import { randomUUID } from 'node:crypto';
import type { FlowActionName } from '../../flow-actions.ts';
import { hubLink } from '../../process/hub-link.ts';
import { markOf } from '../../process/message-hooks.ts';
import type { FlowMessage, FlowNode, NodeConfig, NodeRedRuntime } from '../../process/node-red.ts';

interface ActionNodeType {
  readonly type: string;
  readonly action: FlowActionName;
  /** The action's fields: those of the same name on the node, then of the message. */
  readonly fields: readonly string[];
  /** What the fields make, where they are not the body as they are. */
  readonly body?: (fields: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;
}

const actionNodeTypes: readonly ActionNodeType[] = [
  {
    type: 'sluice-raise-alarm',
    action: 'raise_alarm',
    fields: [
      'rule_id',
      'point_id',
      'device_id',
      'severity',
      'value',
      'unit',
      'category',
      'title_zh',
      'title_en',
    ],
    body: ({ title_zh, title_en, severity, ...fields }) => ({
      ...fields,
      severity: severity === 'clear' ? null : severity,
      ...(title_zh === undefined && title_en === undefined
        ? {}
        : { title: { zh: title_zh ?? title_en, en: title_en ?? title_zh } }),
    }),
  },
  {
    type: 'sluice-case-action',
    action: 'case_action',
    fields: ['case_id', 'action', 'unit_id', 'reason', 'note'],
  },
  {
    type: 'sluice-command',
    action: 'command_device',
    fields: ['device_id', 'command', 'params'],
  },
  {
    type: 'sluice-announce',
    action: 'announce',
    fields: ['zone', 'point_id', 'text', 'severity', 'alarm_id'],
  },
  {
    type: 'sluice-notify',
    action: 'notify',
    fields: ['unit_id', 'title', 'text', 'severity', 'case_id'],
  },
];

/** A field of the node, or of the message where the node leaves it blank. */
function fieldOf(name: string, config: NodeConfig, message: FlowMessage): unknown {
  const own = config[name];
  if (own !== undefined && own !== null && own !== '') return own;
  const { payload } = message;
  if (typeof payload !== 'object' || payload === null) return undefined;
  return (payload as Readonly<Record<string, unknown>>)[name] ?? undefined;
}

function bodyOf({ fields, body }: ActionNodeType, config: NodeConfig, message: FlowMessage) {
  const named: Record<string, unknown> = {};
  for (const name of fields) {
    const value = fieldOf(name, config, message);
    if (value !== undefined) named[name] = value;
  }
  return body === undefined ? named : body(named);
}

function ask(RED: NodeRedRuntime, node: FlowNode, config: NodeConfig, actionType: ActionNodeType): void {
  node.on('input', (message, send, done) => {
    const link = hubLink();
    if (link === null) {
      done('this Node-RED does not run beside a Sluice hub');
      return;
    }
    const mark = markOf(message);
    // A message of the flow's own making is asked for once as it is.
    const key = mark === null ? `own:${randomUUID()}` : link.delivery.actionKey(mark, node.id);
    const flow = [RED.util.getSetting(node, 'NR_FLOW_NAME'), node.name || node.type]
      .filter(Boolean)
      .join(' / ');
    const body = bodyOf(actionType, config, message);
    node.status({ fill: 'blue', shape: 'dot', text: actionType.action });
    link.act({ key, action: actionType.action, flow: flow.slice(0, 200), body }).then(({ ok, value }) => {
      node.status({ fill: ok ? 'green' : 'red', shape: ok ? 'dot' : 'ring', text: ok ? '' : String(value) });
      if (ok) send([{ ...message, payload: value }, null]);
      else send([null, { ...message, error: value }]);
      done();
    });
  });
}

/** What Node-RED calls with itself. */
export function registerActionNodes(RED: NodeRedRuntime): void {
  for (const actionType of actionNodeTypes) {
    RED.nodes.registerType(actionType.type, function (config) {
      RED.nodes.createNode(this, config);
      ask(RED, this, config, actionType);
    });
  }
}
