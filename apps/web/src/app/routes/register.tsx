import { getRouteApi, Link, useRouter } from '@tanstack/react-router';
import { RegisterForm } from '@/features/account/components/register-form.tsx';
import { useTitle } from '@/shared/lib/page.ts';
import { safeNext } from '@/shared/lib/safe-next.ts';

const route = getRouteApi('/storefront/register');

export function RegisterPage() {
  useTitle('Create account');
  const search = route.useSearch();
  const router = useRouter();
  return (
    <div className="wrap-page grid max-w-lg gap-5 pt-10">
      <h1 className="text-2xl">Create account</h1>
      <p className="text-muted">What is in your cart comes along.</p>
      <div className="card p-5 sm:p-6">
        <RegisterForm
          email={search.email ?? ''}
          onDone={() => router.history.replace(safeNext(search.next))}
        />
      </div>
      <p className="text-muted">
        Already have one?{' '}
        <Link to="/login" search={search} className="link">
          Log in
        </Link>
        .
      </p>
    </div>
  );
}
