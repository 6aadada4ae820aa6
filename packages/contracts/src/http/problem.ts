import { type Static, Type } from 'typebox';

/** RFC 9457 problem document; `code` is stable and is what programs switch on. */
export const Problem = Type.Object({
  type: Type.String({ description: 'URI reference of the problem kind' }),
  title: Type.String(),
  status: Type.Integer(),
  code: Type.String({ description: 'Stable machine-readable code, e.g. order.out-of-stock' }),
  detail: Type.Optional(Type.String()),
  requestId: Type.String(),
  errors: Type.Optional(
    Type.Array(Type.Object({ path: Type.String(), message: Type.String() }), {
      description: 'One entry a faulty field, for validation problems',
    }),
  ),
  meta: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
});
export type Problem = Static<typeof Problem>;
