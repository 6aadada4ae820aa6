import { Download } from 'lucide-react';
import { messageOf } from '@/shared/lib/api-problem.ts';
import { Button } from '@/shared/ui/button.tsx';
import { FormProblem } from '@/shared/ui/field.tsx';
import { useDownloadData } from '../api/own-data.ts';

export function DataCard() {
  const download = useDownloadData();
  return (
    <section className="card grid gap-4 p-5 sm:p-6" aria-labelledby="own-data">
      <div>
        <h2 id="own-data" className="text-lg">
          Your data
        </h2>
        <p className="mt-1 text-muted">
          Everything we keep about you in one file (JSON): account, addresses, orders, cart, wishlist, reviews
          and messages.
        </p>
      </div>
      <FormProblem message={download.error ? messageOf(download.error) : undefined} />
      <div>
        <Button busy={download.isPending} onClick={() => download.mutate()}>
          <Download aria-hidden="true" className="size-4" />
          Download my data
        </Button>
      </div>
    </section>
  );
}
