import { CancelLinesBody, CancelLinesQuoteBody, CancelledLines } from '@haat/contracts/http/order.ts';
import { IdParams } from '@haat/contracts/http/primitives.ts';
import { RefundQuote } from '@haat/contracts/http/refund.ts';
import type { OrderId } from '@haat/contracts/ids.ts';
import { type HttpApp, problems } from '@haat/platform/http/http-app.ts';
import { IDEMPOTENCY_ERRORS, requestKeyOf } from '@haat/platform/idempotency/idempotency.ts';
import { buyerOf, type OrderKeys } from '../buyer.ts';
import { readerOf } from '../db/order-reader.ts';
import { readOrderView } from '../db/to-order-view.ts';
import {
  CANCEL_LINES_ERRORS,
  type CancelLinesDependencies,
  cancelLines,
  quoteCancellation,
} from './cancel-lines.ts';

export function cancelLinesRoutes(
  app: HttpApp,
  dependencies: CancelLinesDependencies & { readonly keys: OrderKeys },
): void {
  const tags = ['orders'];
  app.post(
    '/v1/orders/:id/cancellations/quote',
    {
      schema: {
        summary: 'What cancelling some items would give back, to the last cent, and why',
        tags,
        params: IdParams,
        body: CancelLinesQuoteBody,
        response: { 200: RefundQuote, ...problems(...CANCEL_LINES_ERRORS) },
      },
    },
    async (request) => {
      const id = request.params.id as OrderId;
      const reader = readerOf(buyerOf(request), dependencies.keys, id);
      return quoteCancellation(dependencies, reader, id, request.body.lines);
    },
  );
  app.post(
    '/v1/orders/:id/cancellations',
    {
      config: { idempotent: true },
      schema: {
        summary: 'Cancel some items, or some of an item, that are not packed yet',
        tags,
        params: IdParams,
        body: CancelLinesBody,
        response: { 200: CancelledLines, ...problems(...CANCEL_LINES_ERRORS, ...IDEMPOTENCY_ERRORS) },
      },
    },
    async (request) => {
      const id = request.params.id as OrderId;
      const reader = readerOf(buyerOf(request), dependencies.keys, id);
      const { order, refund } = await cancelLines(
        dependencies,
        reader,
        id,
        request.body,
        requestKeyOf(request),
      );
      return { order: await readOrderView(dependencies.database.query, order), refund };
    },
  );
}
