import { type Static, Type } from 'typebox';
import { Email } from './auth.ts';
import { nullable, Uuid } from './primitives.ts';

/** The provider's name of a card; what it is a card of stays there. */
const CardId = Type.String({ pattern: '^pm_[A-Za-z0-9]{1,60}$' });

/** All that is ever seen of a kept card. */
export const SavedCard = Type.Object({
  id: CardId,
  /** e.g. visa, mastercard, amex */
  brand: Type.String(),
  last4: Type.String(),
  expMonth: Type.Integer(),
  expYear: Type.Integer(),
});
export type SavedCard = Static<typeof SavedCard>;
export const SavedCardList = Type.Object({
  /** Newest first; each card once. */
  cards: Type.Array(SavedCard),
});
export type SavedCardList = Static<typeof SavedCardList>;
export const CardParams = Type.Object({ id: CardId }, { additionalProperties: false });

export const KeepCardBody = Type.Object({ keep: Type.Boolean() }, { additionalProperties: false });
export type KeepCardBody = Static<typeof KeepCardBody>;
export const PayByCardBody = Type.Object({ cardId: CardId }, { additionalProperties: false });
export type PayByCardBody = Static<typeof PayByCardBody>;

/** What came of paying with a kept card. */
export const CardPayment = Type.Object({
  outcome: Type.Enum(['paid', 'redirect', 'refused']),
  /** Where the buyer's bank wants to see the buyer first. */
  url: nullable(Type.String()),
  /** Why it was refused. */
  message: nullable(Type.String()),
});
export type CardPayment = Static<typeof CardPayment>;

/** Between services: whose payment it is, and whether the card that pays it is kept for them. */
export const CardWishBody = Type.Object(
  { userId: Uuid, email: Email, keep: Type.Boolean() },
  { additionalProperties: false },
);
export type CardWishBody = Static<typeof CardWishBody>;
export const ChargeCardBody = Type.Object(
  { userId: Uuid, cardId: CardId, returnUrl: Type.String() },
  { additionalProperties: false },
);
export type ChargeCardBody = Static<typeof ChargeCardBody>;
