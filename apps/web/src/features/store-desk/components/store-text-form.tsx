import type { EditStoreBody, Shop } from '@haat/contracts/http/seller.ts';
import { useForm } from 'react-hook-form';
import { toast } from 'sonner';
import { messageOf } from '@/shared/lib/api-problem.ts';
import { Button } from '@/shared/ui/button.tsx';
import { FormProblem, TextAreaField } from '@/shared/ui/field.tsx';
import { useEditStore } from '../api/own-store.ts';

const MOST = 2_000;

/** What the shop page says in the seller's own words. Plain text: it is shown as it is typed. */
export function StoreTextForm({ shop, mayEdit }: { readonly shop: Shop; readonly mayEdit: boolean }) {
  const edit = useEditStore();
  const { register, handleSubmit, reset, formState } = useForm<EditStoreBody>({
    defaultValues: { about: shop.about, policies: shop.policies },
  });
  const submit = handleSubmit((body) =>
    edit.mutate(body, {
      onSuccess: ({ about, policies }) => {
        reset({ about, policies });
        toast.success('Your shop page is up to date.');
      },
    }),
  );
  return (
    <form
      className="card grid max-w-3xl gap-5 p-5 sm:p-6"
      noValidate
      onSubmit={(event) => void submit(event)}
    >
      <FormProblem message={edit.error ? messageOf(edit.error) : undefined} />
      <fieldset disabled={!mayEdit} className="grid gap-5">
        <legend className="sr-only">What your shop page says</legend>
        <TextAreaField
          label="About the shop"
          rows={4}
          maxLength={MOST}
          hint="Who you are and what you sell."
          {...register('about')}
        />
        <TextAreaField
          label="Returns"
          rows={6}
          maxLength={MOST}
          hint="What you ask of items that come back, beyond what Haat promises every buyer."
          {...register('policies.returns')}
        />
        <TextAreaField
          label="Dispatch"
          rows={6}
          maxLength={MOST}
          hint="When parcels leave, and how you pack them."
          {...register('policies.dispatch')}
        />
      </fieldset>
      {mayEdit ? (
        <Button
          type="submit"
          tone="primary"
          className="w-fit"
          busy={edit.isPending}
          disabled={!formState.isDirty}
        >
          Save
        </Button>
      ) : (
        <p className="text-sm text-muted">Owners and managers of the store can change this.</p>
      )}
    </form>
  );
}
