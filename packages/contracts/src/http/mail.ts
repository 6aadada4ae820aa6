import { type Static, Type } from 'typebox';
import { Email } from './auth.ts';
import { MailKind } from './notification.ts';
import { Instant, Uuid } from './primitives.ts';

const Line = Type.String({ minLength: 1, maxLength: 1_000 });

/** `POST /internal/mails`: a mail in the words of the service that it comes from; notification gives it its form. */
export const MailBody = Type.Object(
  {
    id: { ...Uuid, description: 'Names the occasion: sent once, however often it is asked for' },
    to: Email,
    kind: { ...MailKind, description: 'Where the user wants none of the kind, none is sent' },
    userId: Type.Optional({ ...Uuid, description: 'Whose preferences count' }),
    subject: Type.String({ minLength: 1, maxLength: 200 }),
    lines: Type.Array(Line, { minItems: 1, maxItems: 20 }),
    code: Type.Optional(Type.String({ pattern: '^[0-9]{6}$', description: 'Set in large figures' })),
    action: Type.Optional(
      Type.Object(
        {
          label: Type.String({ minLength: 1, maxLength: 60 }),
          path: Type.String({ pattern: '^/[^/\\\\]', maxLength: 500, description: 'In the web app' }),
        },
        { additionalProperties: false },
      ),
    ),
    secret: Type.Boolean({ description: 'The text is forgotten once it is sent' }),
    expiresAt: Type.Optional({ ...Instant, description: 'Not sent after' }),
  },
  { additionalProperties: false },
);
export type MailBody = Static<typeof MailBody>;
