import '@fontsource-variable/plus-jakarta-sans/wght.css';
import './styles.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { lazy, StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { Toaster } from 'sonner';
import { useProofRequest } from '@/shared/lib/reauthentication.ts';
import { bootSession, followOtherTabs } from '@/shared/lib/session.ts';
import { useTheme } from '@/shared/lib/theme.ts';
import { queryClient } from './query-client.ts';
import { router } from './router.tsx';

bootSession();
followOtherTabs(() => {
  void queryClient.resetQueries();
  void router.invalidate();
});

const ProofDialog = lazy(async () => {
  const { ProofDialog } = await import('@/features/account/components/proof-dialog.tsx');
  return { default: ProofDialog };
});

/** Fetched when an act first needs a fresh proof. */
function Proofs() {
  const request = useProofRequest();
  if (!request) return null;
  return (
    <Suspense fallback={null}>
      <ProofDialog request={request} />
    </Suspense>
  );
}

function App() {
  const theme = useTheme();
  return (
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
      <Proofs />
      <Toaster
        theme={theme}
        position="bottom-center"
        offset={24}
        mobileOffset={{ bottom: 148 }}
        toastOptions={{
          style: {
            background: 'var(--raised)',
            color: 'var(--text)',
            border: '1px solid var(--line)',
            borderRadius: '10px',
            fontFamily: 'var(--font-sans)',
            fontSize: '0.875rem',
          },
          actionButtonStyle: {
            background: 'transparent',
            color: 'var(--indigo)',
            fontWeight: 700,
            height: '2.25rem',
            fontSize: '0.875rem',
          },
        }}
      />
    </QueryClientProvider>
  );
}

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
