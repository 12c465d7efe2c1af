// Puts the text in the editor in force, with a reason. A change that someone made meanwhile is not overwritten.
import { useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Form, Modal } from 'antd';
import { useState } from 'react';
import { messageOf } from '../../../../core/error.ts';
import { hasCode, send } from '../api-client/request.ts';
import { ReasonField } from '../parts/reason-field.tsx';
import { TextDifference } from '../parts/text-difference.tsx';
import { useSpeech } from '../words/language.tsx';
import { pageWords } from '../words/page-words.ts';
import { ruleWords } from '../words/rule-words.ts';
import type { RuleDefinition, RuleWithVersions } from './rule-answers.ts';

interface SaveRuleProps {
  /** `null` while there are mistakes. */
  readonly definition: RuleDefinition | null;
  readonly text: string;
  readonly savedText: string;
  /** On which the text stands; 0 for a new rule. */
  readonly version: number;
  readonly isTried: boolean;
  readonly isDisabled: boolean;
  /** What the reason begins with. */
  readonly reason: string;
  onSaved(definition: RuleDefinition, version: number): void;
}

export function SaveRule(props: SaveRuleProps) {
  const { definition, text, savedText, version, isTried, isDisabled, reason, onSaved } = props;
  const { say } = useSpeech();
  const { message } = App.useApp();
  const client = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const [isSending, setSending] = useState(false);

  async function save(why: string) {
    if (definition === null) return;
    setSending(true);
    const path = `/rules/${encodeURIComponent(definition.id)}`;
    try {
      const body = { definition, version, reason: why };
      const saved = await send<Pick<RuleWithVersions, 'version' | 'definition'>>('PUT', path, body);
      setOpen(false);
      if (saved.version === version) message.info(say(ruleWords.unchanged));
      else message.success(`${say(ruleWords.saved)} ${saved.version}`);
      await client.invalidateQueries({ queryKey: ['rules'] });
      onSaved(saved.definition, saved.version);
    } catch (thrown) {
      message.error(messageOf(thrown));
      // The page asks for what they saved and shows it beside this text.
      if (hasCode(thrown, 'conflict')) {
        setOpen(false);
        await client.invalidateQueries({ queryKey: ['rules'] });
      }
    } finally {
      setSending(false);
    }
  }

  return (
    <>
      <Button type="primary" disabled={isDisabled || definition === null} onClick={() => setOpen(true)}>
        {say(ruleWords.save)}
      </Button>
      <Modal
        open={isOpen}
        title={say(ruleWords.saveTitle)}
        footer={null}
        destroyOnHidden
        width={720}
        onCancel={() => setOpen(false)}
      >
        {!isTried && <Alert type="info" showIcon title={say(ruleWords.notTried)} />}
        <TextDifference before={savedText} after={text} label={say(ruleWords.difference)} />
        <Form<{ reason: string }>
          layout="vertical"
          initialValues={{ reason }}
          onFinish={(form) => save(form.reason)}
        >
          <ReasonField label={say(ruleWords.whyChanged)} hint={say(ruleWords.whyHint)} most={2_000} />
          <Button type="primary" htmlType="submit" loading={isSending}>
            {say(pageWords.save)}
          </Button>
        </Form>
      </Modal>
    </>
  );
}
