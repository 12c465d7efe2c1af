// Rows as a table: small, all of them, and scrolled sideways where the screen is narrow.
import { Table, type TableProps } from 'antd';

interface RowTableProps<Row> extends Pick<TableProps<Row>, 'columns' | 'rowKey'> {
  readonly rows: readonly Row[];
}

/** Rows are told apart by their `id` unless `rowKey` says otherwise. */
export function RowTable<Row extends object>({ rows, rowKey = 'id', columns = [] }: RowTableProps<Row>) {
  return (
    <Table<Row>
      rowKey={rowKey}
      size="small"
      pagination={false}
      scroll={{ x: 'max-content' }}
      dataSource={[...rows]}
      columns={columns}
    />
  );
}
