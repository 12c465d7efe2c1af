// Whether the log is as it was written; asked for by hand, since the whole of it is walked.
import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Typography } from 'antd';
import { messageOf } from '../../../../core/error.ts';
import { getJson } from '../api-client/request.ts';
import { auditWords } from '../words/audit-words.ts';
import { useSpeech } from '../words/language.tsx';
import type { AuditCheck } from './audit-entry.ts';

export function useAuditCheck() {
  return useMutation({ mutationFn: () => getJson<AuditCheck>('/audit/check') });
}

export function CheckAudit({ check }: { readonly check: ReturnType<typeof useAuditCheck> }) {
  const { say } = useSpeech();
  return (
    <Button loading={check.isPending} onClick={() => check.mutate()}>
      {say(auditWords.check)}
    </Button>
  );
}

export function AuditState({ check }: { readonly check: ReturnType<typeof useAuditCheck> }) {
  const { say } = useSpeech();
  if (check.error !== null) return <Alert type="error" showIcon title={messageOf(check.error)} />;
  if (check.data === undefined) return null;
  const { entries, head, broken } = check.data;
  if (broken !== null) {
    return (
      <Alert
        type="error"
        showIcon
        title={say(auditWords.broken)}
        description={`${say(auditWords.brokenAt)}: ${broken.id}. ${broken.reason}`}
      />
    );
  }
  return (
    <Alert
      type="success"
      showIcon
      title={`${say(auditWords.whole)}: ${entries} ${say(auditWords.entries)}`}
      description={
        <>
          {say(auditWords.head)}:{' '}
          <Typography.Text code copyable>
            {`${entries}:${head}`}
          </Typography.Text>
        </>
      }
    />
  );
}
