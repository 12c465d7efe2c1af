import { describe, expect, it } from 'vitest';
import { responsibilityOf, responsibleUnit } from './responsibility.ts';
import { point, registry } from './test-town.ts';

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
    ].map((over) => responsibleUnit(point('p', over), registry));
    expect(asked).toEqual([
      { unitId: 'drainage', responsibility: 'maintainer' },
      { unitId: 'water', responsibility: 'owner' },
      { unitId: 'bureau', responsibility: 'supervisor' },
      { unitId: 'qiaoshan', responsibility: 'subdistrict' },
    ]);
  });

  it('passes over a unit that the registry does not know', () => {
    expect(responsibleUnit(point('p', { ...all, maintainerUnit: 'dissolved' }), registry)).toEqual({
      unitId: 'water',
      responsibility: 'owner',
    });
  });

  it('is nobody where the point names nobody, or there is no point', () => {
    expect(responsibleUnit(point('p'), registry)).toBeNull();
    expect(responsibleUnit(undefined, registry)).toBeNull();
  });

  it('of a unit that a person chose is what the point says of it, or manual', () => {
    expect(responsibilityOf(point('p', all), 'bureau')).toBe('supervisor');
    expect(responsibilityOf(point('p'), 'bureau')).toBe('manual');
  });
});
