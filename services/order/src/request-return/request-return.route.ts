import { IdParams } from '@haat/contracts/http/primitives.ts';
import { RefundQuote } from '@haat/contracts/http/refund.ts';
import { RequestReturnBody, Return, ReturnQuoteBody } from '@haat/contracts/http/return.ts';
import type { OrderId } from '@haat/contracts/ids.ts';
import { type HttpApp, problems } from '@haat/platform/http/http-app.ts';
import { IDEMPOTENCY_ERRORS, requestKeyOf } from '@haat/platform/idempotency/idempotency.ts';
import { buyerOf, type OrderKeys } from '../buyer.ts';
import { readerOf } from '../db/order-reader.ts';
import {
  QUOTE_RETURN_ERRORS,
  quoteReturn,
  REQUEST_RETURN_ERRORS,
  type ReturnDependencies,
  requestReturn,
} from './request-return.ts';

export function requestReturnRoutes(
  app: HttpApp,
  dependencies: ReturnDependencies & { readonly keys: OrderKeys },
): void {
  const tags = ['orders'];
  app.post(
    '/v1/orders/:id/returns/quote',
    {
      schema: {
        summary: 'What sending some items back would give back, to the last cent, and why',
        tags,
        params: IdParams,
        body: ReturnQuoteBody,
        response: { 200: RefundQuote, ...problems(...QUOTE_RETURN_ERRORS) },
      },
    },
    async (request) => {
      const id = request.params.id as OrderId;
      const reader = readerOf(buyerOf(request), dependencies.keys, id);
      return quoteReturn(dependencies, reader, id, request.body);
    },
  );
  app.post(
    '/v1/orders/:id/returns',
    {
      config: { idempotent: true },
      schema: {
        summary: 'Ask a seller to take delivered items back',
        tags,
        params: IdParams,
        body: RequestReturnBody,
        response: { 201: Return, ...problems(...REQUEST_RETURN_ERRORS, ...IDEMPOTENCY_ERRORS) },
      },
    },
    async (request, reply) => {
      const id = request.params.id as OrderId;
      const reader = readerOf(buyerOf(request), dependencies.keys, id);
      const created = await requestReturn(dependencies, reader, id, request.body, requestKeyOf(request));
      return reply.code(201).send(created);
    },
  );
}
