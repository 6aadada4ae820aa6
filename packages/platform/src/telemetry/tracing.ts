import { context, propagation, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';

// Without a registered OpenTelemetry SDK every call here is a no-op of a few nanoseconds.
const tracer = trace.getTracer('haat');

/** Runs `work` in a span, as a child of the W3C `traceparent` where one is given. */
export function traced<Result>(
  name: string,
  options: { kind: SpanKind; traceparent?: string | null; attributes?: Record<string, string | number> },
  work: (span: Span) => Promise<Result>,
): Promise<Result> {
  const parent = options.traceparent
    ? propagation.extract(context.active(), { traceparent: options.traceparent })
    : context.active();
  return tracer.startActiveSpan(
    name,
    { kind: options.kind, attributes: options.attributes ?? {} },
    parent,
    async (span) => {
      try {
        return await work(span);
      } catch (error) {
        span.setStatus({ code: SpanStatusCode.ERROR });
        if (error instanceof Error) span.recordException(error);
        throw error;
      } finally {
        span.end();
      }
    },
  );
}

/** The active span as a W3C header value; null when nothing traces. */
export function currentTraceparent(): string | null {
  const carrier: { traceparent?: string } = {};
  propagation.inject(context.active(), carrier);
  return carrier.traceparent ?? null;
}

export { SpanKind };
