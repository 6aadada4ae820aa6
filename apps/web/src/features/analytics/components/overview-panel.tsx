import type { DailyFigure, Overview } from '@haat/contracts/http/analytics.ts';
import { formatDay } from '@/shared/lib/dates.ts';
import { formatMoney, formatWhole } from '@/shared/lib/money.ts';
import { Loading, Skeleton } from '@/shared/ui/states.tsx';

export function OverviewPanel({ overview }: { readonly overview: Overview }) {
  const tiles = [
    ['Revenue', formatMoney(overview.revenue)],
    ['Orders confirmed', overview.ordersConfirmed.toLocaleString('en-US')],
    ['Average order', formatMoney(overview.averageOrder)],
    ['Given back', formatMoney(overview.givenBack)],
    ['Orders cancelled', overview.ordersCancelled.toLocaleString('en-US')],
  ] as const;
  return (
    <div className="grid gap-4">
      <dl className="grid grid-cols-2 gap-3 lg:grid-cols-5">
        {tiles.map(([name, figure]) => (
          <div key={name} className="card grid gap-1 p-4">
            <dt className="text-sm text-muted">{name}</dt>
            <dd className="figures text-xl font-bold">{figure}</dd>
          </div>
        ))}
      </dl>
      <section aria-labelledby="revenue" className="card p-5">
        <h2 id="revenue" className="mb-4 text-base">
          Revenue, last {overview.days.length} days
        </h2>
        <RevenueBars days={overview.days} />
      </section>
    </div>
  );
}

const HEIGHT = 180;
const BAR = 24;

/** The drawing is for eyes; the table beneath it says the same to everyone else. */
function RevenueBars({ days }: { readonly days: readonly DailyFigure[] }) {
  const most = Math.max(1, ...days.map((day) => day.revenue.amount));
  const currency = days[0]?.revenue.currency ?? 'USD';
  const width = days.length * BAR;
  return (
    <figure className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3">
      <div aria-hidden="true" className="figures flex flex-col justify-between text-right text-xs text-muted">
        <span>{formatWhole({ amount: most, currency })}</span>
        <span>{formatWhole({ amount: 0, currency })}</span>
      </div>
      <svg
        aria-hidden="true"
        viewBox={`0 0 ${width} ${HEIGHT}`}
        preserveAspectRatio="none"
        className="h-44 w-full border-b border-line-strong/60"
      >
        {[0.25, 0.5, 0.75, 1].map((part) => (
          <line
            key={part}
            x1="0"
            x2={width}
            y1={HEIGHT * (1 - part)}
            y2={HEIGHT * (1 - part)}
            stroke="var(--line)"
            vectorEffect="non-scaling-stroke"
          />
        ))}
        {days.map((day, index) => {
          const height = (day.revenue.amount / most) * (HEIGHT - 4);
          return (
            <rect
              key={day.day}
              x={index * BAR + 3}
              width={BAR - 6}
              y={HEIGHT - Math.max(height, 1)}
              height={Math.max(height, 1)}
              fill={index === days.length - 1 ? 'var(--chart-2)' : 'var(--chart-1)'}
            >
              <title>{`${formatDay(day.day)}: ${formatMoney(day.revenue)}`}</title>
            </rect>
          );
        })}
      </svg>
      <div aria-hidden="true" className="figures col-start-2 mt-1.5 flex justify-between text-xs text-muted">
        <span>{days[0] ? formatDay(days[0].day) : ''}</span>
        <span>Today</span>
      </div>
      <table className="sr-only">
        <caption>Revenue by day</caption>
        <thead>
          <tr>
            <th>Day</th>
            <th>Revenue</th>
            <th>Orders</th>
          </tr>
        </thead>
        <tbody>
          {days.map((day) => (
            <tr key={day.day}>
              <td>{formatDay(day.day)}</td>
              <td>{formatMoney(day.revenue)}</td>
              <td>{day.ordersConfirmed}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}

export const OverviewSkeleton = () => (
  <Loading what="the figures" className="grid gap-4">
    <div className="grid grid-cols-2 gap-3 lg:grid-cols-5">
      {['a', 'b', 'c', 'd'].map((key) => (
        <Skeleton key={key} className="h-20" />
      ))}
    </div>
    <Skeleton className="h-64" />
  </Loading>
);
