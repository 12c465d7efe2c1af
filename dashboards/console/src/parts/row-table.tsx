// Rows as a table: small, and scrolled sideways where the screen is narrow.
import { Table, type TableProps } from 'antd';

interface RowTableProps<Row> extends Pick<TableProps<Row>, 'columns' | 'rowKey'> {
  readonly rows: readonly Row[];
  /** All of them stand below each other unless given: for lists that come whole and may be long. */
  readonly pageLength?: number;
}

/** Rows are told apart by their `id` unless `rowKey` says otherwise. */
export function RowTable<Row extends object>({
  rows,
  rowKey = 'id',
  columns = [],
  pageLength,
}: RowTableProps<Row>) {
  return (
    <Table<Row>
      rowKey={rowKey}
      size="small"
      pagination={
        pageLength === undefined
          ? false
          : { pageSize: pageLength, hideOnSinglePage: true, showSizeChanger: false }
      }
      scroll={{ x: 'max-content' }}
      dataSource={[...rows]}
      columns={columns}
    />
  );
}
