// Where a rule is different at single points: shown by point, and changed in the text of the definition, so that it is
// checked, tried and saved with it.
import { App, Button, Form, Input, Modal, Table } from 'antd';
import { useState } from 'react';
import { usePlaces } from '../live/use-places.ts';
import { NothingYet } from '../parts/answer-state.tsx';
import { PointLink } from '../parts/links.tsx';
import { PointSelect } from '../parts/point-select.tsx';
import { useSpeech } from '../words/language.tsx';
import { pageWords } from '../words/page-words.ts';
import { ruleWords } from '../words/rule-words.ts';
import type { RuleDefinition } from './rule-answers.ts';
import { objectOf, ruleText, withValue } from './rule-text.ts';

interface RuleOverridesProps {
  readonly definition: RuleDefinition | null;
  readonly text: string;
  readonly mayEdit: boolean;
  onText(text: string): void;
}

interface Override {
  readonly pointId: string;
  readonly text: string;
}

export function RuleOverrides({ definition, text, mayEdit, onText }: RuleOverridesProps) {
  const { say } = useSpeech();
  const { message } = App.useApp();
  const [editing, setEditing] = useState<Override | null>(null);
  const rows = Object.entries(definition?.overrides ?? {}).map(([pointId, override]) => ({
    pointId,
    text: ruleText(override).trimEnd(),
  }));

  const places = usePlaces(rows.map(({ pointId }) => pointId));

  function put(pointId: string, value: Readonly<Record<string, unknown>> | undefined) {
    const changed = withValue(text, ['overrides', pointId], value);
    if (!changed.ok) return message.error(say(ruleWords.notYaml));
    onText(changed.value);
    setEditing(null);
  }

  return (
    <section className="page-section" aria-label={say(ruleWords.overrides)}>
      <h2>{say(ruleWords.overrides)}</h2>
      {rows.length === 0 ? (
        <NothingYet text={say(ruleWords.noOverrides)} />
      ) : (
        <Table<Override>
          rowKey="pointId"
          size="small"
          pagination={false}
          dataSource={rows}
          columns={[
            {
              title: say(pageWords.point),
              render: (_, { pointId }) => <PointLink id={pointId} name={places.get(pointId)?.name} />,
            },
            { title: say(ruleWords.overrideText), render: (_, row) => <pre>{row.text}</pre> },
            {
              key: 'act',
              render: (_, row) =>
                mayEdit && (
                  <span className="row-actions">
                    <Button size="small" onClick={() => setEditing(row)}>
                      {say(ruleWords.edit)}
                    </Button>
                    <Button size="small" onClick={() => put(row.pointId, undefined)}>
                      {say(ruleWords.remove)}
                    </Button>
                  </span>
                ),
            },
          ]}
        />
      )}
      {mayEdit && (
        <Button className="section-button" onClick={() => setEditing({ pointId: '', text: '' })}>
          {say(ruleWords.addOverride)}
        </Button>
      )}
      <Modal
        open={editing !== null}
        title={say(ruleWords.overrideFor)}
        footer={null}
        destroyOnHidden
        onCancel={() => setEditing(null)}
      >
        {editing !== null && (
          <Form<Override>
            layout="vertical"
            initialValues={editing}
            onFinish={(form) => put(form.pointId, objectOf(form.text) ?? undefined)}
          >
            <Form.Item name="pointId" label={say(pageWords.point)} rules={[{ required: true }]}>
              <PointSelect disabled={editing.pointId !== ''} />
            </Form.Item>
            <Form.Item
              name="text"
              label={say(ruleWords.overrideText)}
              extra={say(ruleWords.overrideHint)}
              rules={[
                {
                  validator: async (_, value: string) => {
                    if (objectOf(value) === null) throw new Error(say(ruleWords.overrideHint));
                  },
                },
              ]}
            >
              <Input.TextArea
                rows={5}
                placeholder="levels: { blue: 80, yellow: 200 }"
                className="code-field"
              />
            </Form.Item>
            <Button type="primary" htmlType="submit">
              {say(ruleWords.put)}
            </Button>
          </Form>
        )}
      </Modal>
    </section>
  );
}
