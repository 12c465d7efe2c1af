// What people may report: the categories of the case tables, without those of the hub's own equipment.
import type { Label, Language } from '../../core/label.ts';
import type { Json, Views } from '../../core/ports.ts';
import type { XmlElement } from '../xml/xml-text.ts';

/** Categories that only the hub itself finds out. */
const equipment = /^90/;
/** The name of the attribute that says what is wrong. */
export const conditionAttribute = 'condition';

interface Category {
  readonly title: Label;
  readonly conditions: string;
  readonly default_condition: string;
}

interface Condition {
  readonly title: Label;
}

export interface Service {
  readonly code: string;
  readonly title: Label;
  /** By name. */
  readonly conditions: ReadonlyMap<string, Label>;
  readonly defaultCondition: string;
}

/** By code, in the tables' order. */
export async function readServices(views: Pick<Views, 'caseTables'>): Promise<Map<string, Service>> {
  const tables = await views.caseTables();
  const table = <Row>(name: string) =>
    (tables.find((row) => row.name === name)?.definition ?? {}) as Readonly<Record<string, Row>>;
  const sets = table<Readonly<Record<string, Condition>>>('condition_sets');
  const services = new Map<string, Service>();
  for (const [code, category] of Object.entries(table<Category>('categories'))) {
    if (equipment.test(code)) continue;
    const conditions = Object.entries(sets[category.conditions] ?? {});
    services.set(code, {
      code,
      title: category.title,
      conditions: new Map(conditions.map(([name, { title }]) => [name, title])),
      defaultCondition: category.default_condition,
    });
  }
  return services;
}

const groups: Readonly<Record<string, Label>> = {
  '01': { zh: '井盖', en: 'Manhole covers' },
  '02': { zh: '道路', en: 'Roads' },
  '05': { zh: '突发事件', en: 'Events' },
};
const otherGroup: Label = { zh: '其他', en: 'Other' };

export function serviceItem(service: Service, language: Language): XmlElement {
  const conditions = [...service.conditions.values()].map((title) => title[language]);
  return {
    service_code: service.code,
    service_name: service.title[language],
    description: conditions.join(language === 'zh' ? '、' : ', '),
    metadata: service.conditions.size > 1,
    type: 'realtime',
    keywords: conditions.join(','),
    group: (groups[service.code.slice(0, 2)] ?? otherGroup)[language],
  };
}

const question: Label = { zh: '哪里出了问题？', en: 'What is wrong?' };

/** The one attribute, or none where there is nothing to choose. */
export function serviceDefinition(service: Service, language: Language) {
  const values = [...service.conditions].map(([key, title]) => ({ key, name: title[language] }));
  const attribute = {
    variable: true,
    code: conditionAttribute,
    datatype: 'singlevaluelist',
    required: false,
    datatype_description: null,
    order: 1,
    description: question[language],
  };
  const attributes = values.length > 1 ? [{ ...attribute, values }] : [];
  const inXml = attributes.map((one) => ({ ...one, values: { value: one.values } }));
  return {
    json: { service_code: service.code, attributes },
    xml: {
      service_definition: {
        service_code: service.code,
        attributes: inXml.length === 0 ? null : { attribute: inXml },
      },
    } satisfies XmlElement,
  };
}

/** Whether a case is one that people could have reported. */
export function isOfService(services: ReadonlyMap<string, Service>, { category }: Json): boolean {
  return services.has(String(category)) || services.has(String(category).split('-')[0] ?? '');
}
