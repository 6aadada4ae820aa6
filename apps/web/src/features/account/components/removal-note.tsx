import { useQuery } from '@tanstack/react-query';
import { toast } from 'sonner';
import { messageOf } from '@/shared/lib/api-problem.ts';
import { formatDateTime } from '@/shared/lib/dates.ts';
import { Button } from '@/shared/ui/button.tsx';
import { FormProblem } from '@/shared/ui/field.tsx';
import { useKeepFactors } from '../api/change-ways-in.ts';
import { waysInQuery } from '../api/list-ways-in.ts';

/** Our support was asked to remove the second step: whoever is logged in can keep it. */
export function RemovalNote() {
  const removal = useQuery(waysInQuery).data?.removal;
  const keep = useKeepFactors();
  if (!removal) return null;
  return (
    <section
      aria-labelledby="removal"
      className="grid justify-items-start gap-3 rounded-lg border border-brick bg-brick-wash p-5"
    >
      <h2 id="removal" className="text-base text-brick">
        Your second step is about to be removed
      </h2>
      <p className="text-sm">
        Our support was asked for it. On {formatDateTime(removal.takesEffectAt)} your app, your recovery codes
        and your passkeys stop working, and you are logged out everywhere. If you did not ask, keep it, and
        set a new password.
      </p>
      <FormProblem message={keep.error ? messageOf(keep.error) : undefined} />
      <Button
        tone="buy"
        busy={keep.isPending}
        onClick={() => keep.mutate(undefined, { onSuccess: () => toast.success('Your second step stays.') })}
      >
        Keep my second step
      </Button>
    </section>
  );
}
