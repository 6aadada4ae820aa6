import { type ErrorComponentProps, Link, useRouter } from '@tanstack/react-router';
import { ErrorState } from '@/shared/ui/states.tsx';

export function RouteError({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  return (
    <main id="main" className="wrap-page grid gap-4 py-16">
      <ErrorState
        error={error}
        title="This page stumbled"
        onRetry={() => {
          reset();
          void router.invalidate();
        }}
      />
      <Link to="/" className="link">
        Back to the market
      </Link>
    </main>
  );
}
