import { describe, expect, it } from 'vitest';
import { responsibilityOf, responsibleUnit } from './responsibility.ts';
import { responsibilityOrder } from './responsibility-table.ts';
import { defaultTables, point, registry } from './test-town.ts';

const { order } = defaultTables.responsibility;

const all = {
  maintainerUnit: 'drainage',
  ownerUnit: 'water',
  supervisorUnit: 'bureau',
  subdistrictUnit: 'qiaoshan',
};

describe('responsibility', () => {
  it('goes from maintainer to owner to supervisor to sub-district', () => {
    const asked = [
      all,
      { ...all, maintainerUnit: null },
      { ...all, maintainerUnit: null, ownerUnit: null },
      { subdistrictUnit: 'qiaoshan' },
    ].map((over) => responsibleUnit(point('p', over), registry, order));
    expect(asked).toEqual([
      { unitId: 'drainage', responsibility: 'maintainer' },
      { unitId: 'water', responsibility: 'owner' },
      { unitId: 'bureau', responsibility: 'supervisor' },
      { unitId: 'qiaoshan', responsibility: 'subdistrict' },
    ]);
  });

  it('passes over a unit that the registry does not know', () => {
    expect(responsibleUnit(point('p', { ...all, maintainerUnit: 'dissolved' }), registry, order)).toEqual({
      unitId: 'water',
      responsibility: 'owner',
    });
  });

  it('is nobody where the point names nobody, or there is no point', () => {
    expect(responsibleUnit(point('p'), registry, order)).toBeNull();
    expect(responsibleUnit(undefined, registry, order)).toBeNull();
  });

  it('goes in another order where the table has one for the category or its class', () => {
    const table = { order, by_category: { '90': ['supervisor' as const], '01-03': ['owner' as const] } };
    const orders = ['90-01', '01-03', '01-02'].map((code) => responsibilityOrder(table, code));
    expect(orders).toEqual([['supervisor'], ['owner'], order]);
    expect(responsibleUnit(point('p', all), registry, ['supervisor'])?.unitId).toBe('bureau');
  });

  it('of a unit that a person chose is what the point says of it, or manual', () => {
    expect(responsibilityOf(point('p', all), 'bureau', order)).toBe('supervisor');
    expect(responsibilityOf(point('p'), 'bureau', order)).toBe('manual');
  });
});
