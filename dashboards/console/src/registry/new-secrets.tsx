// The secrets that were made for new devices, shown once and saved as a file.
import { DownloadOutlined } from '@ant-design/icons';
import { Alert, Button, Table } from 'antd';
import { csvText } from '../parts/csv-file.ts';
import { saveFile } from '../parts/save-file.ts';
import { useSpeech } from '../words/language.tsx';
import { pageWords } from '../words/page-words.ts';
import { registryWords } from '../words/registry-words.ts';

interface DeviceSecret {
  readonly device_id: string;
  readonly secret: string;
}

export function NewSecrets({ secrets }: { readonly secrets: readonly DeviceSecret[] }) {
  const { say } = useSpeech();
  const rows = secrets.map(({ device_id, secret }) => [device_id, secret]);
  return (
    <>
      <Alert
        type="warning"
        showIcon
        title={say(registryWords.secretsOnce)}
        action={
          <Button
            icon={<DownloadOutlined />}
            onClick={() => saveFile('secrets.csv', csvText([['device_id', 'secret'], ...rows]), 'text/csv')}
          >
            {say(registryWords.saveSecrets)}
          </Button>
        }
      />
      <Table<DeviceSecret>
        rowKey="device_id"
        size="small"
        title={() => say(registryWords.secrets)}
        pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
        dataSource={[...secrets]}
        columns={[
          { title: say(pageWords.device), dataIndex: 'device_id' },
          { title: say(registryWords.secret), render: (_, { secret }) => <code>{secret}</code> },
        ]}
      />
    </>
  );
}
