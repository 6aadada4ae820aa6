import { Counter, Gauge, Histogram, Registry } from 'prom-client';

/** One registry a service: several services in one process must not mix their figures. */
export interface Metrics {
  readonly registry: Registry;
  readonly httpDuration: Histogram<'method' | 'route' | 'status'>;
  readonly eventsPublished: Counter<'type'>;
  readonly eventsHandled: Counter<'type' | 'outcome'>;
  readonly eventLag: Histogram<'type'>;
  readonly outboxPending: Gauge;
}

export function createMetrics(service: string): Metrics {
  const registry = new Registry();
  registry.setDefaultLabels({ service });
  const registers = [registry];
  return {
    registry,
    httpDuration: new Histogram({
      name: 'http_server_request_duration_seconds',
      help: 'Time from the request to the last byte of the answer',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.3, 0.5, 1, 5],
      registers,
    }),
    eventsPublished: new Counter({
      name: 'events_published_total',
      help: 'Events handed to the broker',
      labelNames: ['type'],
      registers,
    }),
    eventsHandled: new Counter({
      name: 'events_handled_total',
      help: 'Events taken from the queue, by outcome: handled, duplicate, rejected, retried, dead',
      labelNames: ['type', 'outcome'],
      registers,
    }),
    eventLag: new Histogram({
      name: 'event_lag_seconds',
      help: 'Time from the event to its effect here',
      labelNames: ['type'],
      buckets: [0.01, 0.05, 0.1, 0.5, 1, 5, 30, 300],
      registers,
    }),
    outboxPending: new Gauge({
      name: 'outbox_pending',
      help: 'Events committed and not yet published at the last pass',
      registers,
    }),
  };
}

/** A figure that something else counts; read when it is asked for. */
export function exposeCount(metrics: Metrics, name: string, help: string, read: () => number): void {
  new Gauge({
    name,
    help,
    registers: [metrics.registry],
    collect() {
      this.set(read());
    },
  });
}
