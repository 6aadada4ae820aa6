import { describe, expect, it } from 'vitest';
import { addressErrors, EMPTY_ADDRESS, toAddress, toDraft } from './address-rules.ts';

const FULL = {
  name: ' Meera Iyer ',
  line1: '48 Linden Street',
  line2: '',
  city: 'Sacramento',
  region: 'CA',
  postalCode: '95814',
  phone: '',
};

describe('an address that is typed', () => {
  it('names every field that is missing, in the order of the form', () => {
    expect(Object.keys(addressErrors(EMPTY_ADDRESS))).toEqual([
      'name',
      'line1',
      'city',
      'region',
      'postalCode',
    ]);
  });

  it.each([
    [{ postalCode: '9581' }, ['postalCode']],
    [{ postalCode: '95814-1234' }, []],
    [{ phone: 'call me' }, ['phone']],
    [{ phone: '+1 (916) 555-0100' }, []],
    [{ name: '   ' }, ['name']],
  ])('with %j is told of %j', (change, expected) => {
    expect(Object.keys(addressErrors({ ...FULL, ...change }))).toEqual(expected);
  });

  it('becomes an address without empty fields, and that one can be typed on', () => {
    const address = toAddress(FULL);
    expect(address).toEqual({
      name: 'Meera Iyer',
      line1: '48 Linden Street',
      city: 'Sacramento',
      region: 'CA',
      postalCode: '95814',
      country: 'US',
    });
    expect(toDraft(address)).toEqual({ ...FULL, name: 'Meera Iyer' });
  });
});
