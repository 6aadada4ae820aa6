import { Quote, QuoteBody } from '@haat/contracts/http/order.ts';
import { type HttpApp, problems } from '@haat/platform/http/http-app.ts';
import { buyerOf } from '../buyer.ts';
import { CREATE_QUOTE_ERRORS, createQuote, type QuoteDependencies } from './create-quote.ts';

export function createQuoteRoute(app: HttpApp, dependencies: QuoteDependencies): void {
  app.post(
    '/v1/checkout/quotes',
    {
      schema: {
        summary: "Price the caller's cart for an address",
        tags: ['checkout'],
        body: QuoteBody,
        response: { 200: Quote, ...problems(...CREATE_QUOTE_ERRORS) },
      },
    },
    async (request) => createQuote(dependencies, buyerOf(request), request.body),
  );
}
