import type { RatedDelivery } from '@haat/contracts/http/seller-review.ts';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { toast } from 'sonner';
import { messageOf } from '@/shared/lib/api-problem.ts';
import { Button } from '@/shared/ui/button.tsx';
import { FormProblem, TextAreaField } from '@/shared/ui/field.tsx';
import { Modal } from '@/shared/ui/sheet.tsx';
import { StarInput } from '@/shared/ui/star-input.tsx';
import { useSaveSellerReview } from '../api/save-seller-review.ts';

interface SellerReviewDialogProps {
  readonly delivery: RatedDelivery;
  readonly onClose: () => void;
}

export function SellerReviewDialog({ delivery, onClose }: SellerReviewDialogProps) {
  const { sellerOrderId, store, review } = delivery;
  const save = useSaveSellerReview();
  const [stars, setStars] = useState(review?.stars ?? 0);
  const { register, handleSubmit, formState } = useForm({ defaultValues: { body: review?.body ?? '' } });
  const { errors, submitCount } = formState;
  const submit = handleSubmit(({ body }) => {
    if (stars === 0) return;
    save.mutate(
      { sellerOrderId, id: review?.id, body: { stars, body: body.trim() } },
      {
        onSuccess: () => {
          onClose();
          toast.success(review ? 'Your rating is changed.' : `Thank you for rating ${store.name}.`);
        },
      },
    );
  });
  return (
    <Modal
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={review ? `Change your rating of ${store.name}` : `Rate ${store.name}`}
    >
      <form className="grid gap-4" noValidate onSubmit={(event) => void submit(event)}>
        <FormProblem message={save.error ? messageOf(save.error) : undefined} />
        <StarInput
          value={stars}
          onChange={setStars}
          error={submitCount > 0 && stars === 0 ? 'Choose one to five stars.' : undefined}
        />
        <TextAreaField
          label="How was it to buy here?"
          rows={5}
          maxLength={2_000}
          error={errors.body?.message}
          hint="Packing, speed, answers: what the items are like belongs in their own reviews. Your first name is shown with it."
          {...register('body', { validate: (text) => text.trim() !== '' || 'Write a sentence or two.' })}
        />
        <div className="flex flex-wrap justify-end gap-3">
          <Button onClick={onClose}>Not now</Button>
          <Button type="submit" tone="primary" busy={save.isPending}>
            {review ? 'Save changes' : 'Publish rating'}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
