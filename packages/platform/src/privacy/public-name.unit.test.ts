import { expect, it } from 'vitest';
import { publicName } from './public-name.ts';

it.each([
  ['Meera Nair', 'Meera N.'],
  ['  Wanda  von  walker ', 'Wanda W.'],
  ['Plato', 'Plato'],
  ['José Ångström', 'José Å.'],
])('shows %j as %j', (name, shown) => expect(publicName(name)).toBe(shown));
