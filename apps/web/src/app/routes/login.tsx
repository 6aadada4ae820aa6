import { getRouteApi, Link, useRouter } from '@tanstack/react-router';
import { LogIn } from '@/features/account/components/log-in.tsx';
import { useTitle } from '@/shared/lib/page.ts';
import { safeNext } from '@/shared/lib/safe-next.ts';

const route = getRouteApi('/storefront/login');

export function LoginPage() {
  useTitle('Log in');
  const search = route.useSearch();
  const router = useRouter();
  return (
    <div className="wrap-page grid max-w-lg gap-5 pt-10">
      <h1 className="text-2xl">Log in</h1>
      <div className="card p-5 sm:p-6">
        <LogIn
          email={search.email ?? ''}
          next={safeNext(search.next)}
          onDone={() => router.history.replace(safeNext(search.next))}
        />
      </div>
      <p className="text-muted">
        New here?{' '}
        <Link to="/register" search={search} className="link">
          Create account
        </Link>
        . Ordered as a guest?{' '}
        <Link to="/track" className="link">
          Track your order
        </Link>
        .
      </p>
    </div>
  );
}
