import { defineError } from '@haat/platform/errors/domain-error.ts';

export const PaymentDiffers = defineError(
  'payment.differs',
  409,
  'There is a payment of another amount for this order.',
);
export const PaymentNotOpen = defineError(
  'payment.not-open',
  409,
  'This payment does not wait for money any more.',
);
export const CardNotFound = defineError('payment.card-not-found', 404, 'There is no such card.');
export const SignatureInvalid = defineError(
  'payment.signature-invalid',
  400,
  'The signature of this webhook is not valid.',
);
