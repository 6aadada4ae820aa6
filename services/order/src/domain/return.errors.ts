import { defineError } from '@haat/platform/errors/domain-error.ts';

export const ReturnNotFound = defineError('return.not-found', 404, 'There is no such return.');
export const NotReturnable = defineError(
  'return.not-returnable',
  409,
  'These items cannot be sent back: they were not delivered, or the time for it is over.',
);
export const ReturnOfSeveralSellers = defineError(
  'return.several-sellers',
  422,
  'The items of one return come from one seller. Ask for one return a seller.',
);
export const ReturnUnitsTaken = defineError(
  'return.units-taken',
  409,
  'The items are in another return by now.',
);
export const WrongReturnStep = defineError(
  'return.wrong-step',
  409,
  'The return is not in a state in which this can be done.',
);
