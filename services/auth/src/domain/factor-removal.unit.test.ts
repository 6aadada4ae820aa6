import { STAFF_ROLES } from '@haat/contracts/permissions.ts';
import { describe, expect, it } from 'vitest';
import { mayRemoveFactors } from './factor-removal.ts';

describe('the second factors', () => {
  it('of a customer are removed by super and support', () => {
    expect(STAFF_ROLES.filter((role) => mayRemoveFactors(role, { staffRole: null }))).toEqual([
      'super',
      'support',
    ]);
  });

  it.each(STAFF_ROLES)('of one of the staff who is %s are removed by super alone', (staffRole) => {
    expect(STAFF_ROLES.filter((role) => mayRemoveFactors(role, { staffRole }))).toEqual(['super']);
  });

  it('are removed by nobody else', () => {
    expect(mayRemoveFactors(null, { staffRole: null })).toBe(false);
  });
});
