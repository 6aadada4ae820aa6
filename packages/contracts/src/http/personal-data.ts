import { type Static, Type } from 'typebox';
import { Email } from './auth.ts';
import { Instant, Uuid } from './primitives.ts';

/** Whose data is asked for. */
export const DataSubject = Type.Object({ userId: Uuid, email: Email }, { additionalProperties: false });
export type DataSubject = Static<typeof DataSubject>;

/** One kind of thing that is kept about somebody, in words that they understand. */
export const PersonalDataSection = Type.Object({
  name: Type.String(),
  items: Type.Array(Type.Record(Type.String(), Type.Unknown())),
});
export type PersonalDataSection = Static<typeof PersonalDataSection>;
export const PersonalData = Type.Object({ sections: Type.Array(PersonalDataSection) });
export type PersonalData = Static<typeof PersonalData>;

/** The file that the owner of an account takes with them (GDPR, articles 15 and 20). */
export const PersonalDataExport = Type.Object({
  madeAt: Instant,
  userId: Uuid,
  sections: Type.Array(PersonalDataSection),
});
export type PersonalDataExport = Static<typeof PersonalDataExport>;

export const EraseAccountBody = Type.Object(
  {
    password: Type.Optional(
      Type.String({ minLength: 1, maxLength: 128, description: 'Where the account has one' }),
    ),
  },
  { additionalProperties: false },
);
export const OpenOrders = Type.Object({ count: Type.Integer() });
export type OpenOrders = Static<typeof OpenOrders>;
