// The rates of each unit with numerator and denominator, its categories below it, and all together at the end.
import { Table, type TableColumnsType } from 'antd';
import type { Language } from '../../../../core/label.ts';
import { noFigure, shareFigure } from '../words/figures.ts';
import { indicatorWords } from '../words/indicator-words.ts';
import { useSpeech } from '../words/language.tsx';
import type { IndicatorsAnswer, Measured, Rate } from './indicators-answer.ts';
import './indicators.css';

interface Row extends Measured {
  readonly key: string;
  readonly name: string;
  readonly children?: readonly Row[];
}

export function IndicatorTable({ answer }: { readonly answer: IndicatorsAnswer }) {
  const { language, say } = useSpeech();
  const rows: Row[] = answer.items.map(({ unit_id: unit, name, categories, ...measured }) => ({
    ...measured,
    key: unit ?? 'none',
    name: name ?? unit ?? say(indicatorWords.noUnit),
    children: Object.entries(categories).map(([code, ofCategory]) => ({
      ...ofCategory,
      key: `${unit} ${code}`,
      name: code,
    })),
  }));
  const columns: TableColumnsType<Row> = [
    {
      title: say(indicatorWords.unit),
      fixed: 'left',
      render: (_, row) => (
        <>
          {row.name}
          {row.returns_too_often && <span className="is-near"> {say(indicatorWords.returns)}</span>}
        </>
      ),
    },
    {
      title: say(indicatorWords.score),
      align: 'right',
      sorter: (a, b) => (a.score ?? -1) - (b.score ?? -1),
      render: (_, { score }) => <b>{scoreText(score)}</b>,
    },
    {
      title: say(indicatorWords.received),
      align: 'right',
      render: (_, { counts }) => counts.received ?? 0,
    },
    ...Object.entries(answer.titles).map(([rate, title]) => ({
      title: title[language],
      key: rate,
      align: 'right' as const,
      sorter: (a: Row, b: Row) => (a.rates[rate]?.value ?? -1) - (b.rates[rate]?.value ?? -1),
      render: (_: unknown, row: Row) => <RateCell rate={row.rates[rate]} />,
    })),
  ];
  const total: Row = { ...answer.total, key: 'total', name: say(indicatorWords.total) };
  return (
    <section className="page-section">
      <Table<Row>
        size="small"
        pagination={false}
        scroll={{ x: 'max-content' }}
        columns={columns}
        dataSource={[...rows, total]}
        rowClassName={({ key }) => (key === 'total' ? 'row-total' : '')}
      />
      <p className="quiet indicator-formula">
        {say(indicatorWords.formula)}: {formulaInWords(answer, language)}
      </p>
    </section>
  );
}

/** The table's formula with the rates by their titles. */
function formulaInWords({ score_formula: formula, titles }: IndicatorsAnswer, language: Language): string {
  return formula
    .replace(/[a-z_]+/g, (rate) => titles[rate]?.[language] ?? rate)
    .replaceAll('*', '×')
    .replaceAll('-', '−');
}

export function scoreText(score: number | null): string {
  return score === null ? noFigure : score.toFixed(1);
}

function RateCell({ rate }: { readonly rate: Rate | undefined }) {
  if (rate === undefined || rate.value === null) return <span className="quiet">{noFigure}</span>;
  return (
    <span className="rate-cell">
      {shareFigure(rate.value)}
      <span className="quiet">
        {rate.numerator}/{rate.denominator}
      </span>
    </span>
  );
}
