import type { OwnReview, ReviewedProduct } from '@haat/contracts/http/review.ts';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { toast } from 'sonner';
import { messageOf } from '@/shared/lib/api-problem.ts';
import { Button } from '@/shared/ui/button.tsx';
import { FormProblem, TextAreaField, TextField } from '@/shared/ui/field.tsx';
import { Picture } from '@/shared/ui/picture.tsx';
import { Modal } from '@/shared/ui/sheet.tsx';
import { StarInput } from '@/shared/ui/star-input.tsx';
import { useSaveReview } from '../api/save-review.ts';

interface ReviewDialogProps {
  readonly product: Pick<ReviewedProduct, 'id' | 'title' | 'imageUrl'>;
  /** What is changed; undefined: a new one is written. */
  readonly review?: OwnReview | undefined;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

interface Words {
  readonly title: string;
  readonly body: string;
}

export function ReviewDialog({ product, review, open, onOpenChange }: ReviewDialogProps) {
  const save = useSaveReview();
  const [stars, setStars] = useState(review?.stars ?? 0);
  const { register, handleSubmit, formState } = useForm<Words>({
    defaultValues: { title: review?.title ?? '', body: review?.body ?? '' },
  });
  const { errors, submitCount } = formState;
  const submit = handleSubmit(({ title, body }) => {
    if (stars === 0) return;
    save.mutate(
      { productId: product.id, id: review?.id, body: { stars, title: title.trim(), body: body.trim() } },
      {
        onSuccess: () => {
          onOpenChange(false);
          toast.success(review ? 'Your review is changed.' : 'Thank you for your review.');
        },
      },
    );
  });
  return (
    <Modal
      open={open}
      onOpenChange={onOpenChange}
      title={review ? 'Change your review' : 'Write a review'}
      className="w-[min(34rem,calc(100vw-2rem))]!"
    >
      <form className="grid gap-4" noValidate onSubmit={(event) => void submit(event)}>
        <div className="flex items-center gap-3">
          <Picture src={product.imageUrl} alt="" size={56} className="size-14 shrink-0 rounded-sm" />
          <p className="line-clamp-2 font-semibold">{product.title}</p>
        </div>
        <FormProblem message={save.error ? messageOf(save.error) : undefined} />
        <StarInput
          value={stars}
          onChange={setStars}
          error={submitCount > 0 && stars === 0 ? 'Choose one to five stars.' : undefined}
        />
        <TextField
          label="In a few words"
          maxLength={120}
          error={errors.title?.message}
          {...register('title', { validate: (text) => text.trim() !== '' || 'Sum it up in a few words.' })}
        />
        <TextAreaField
          label="What should others know?"
          rows={5}
          maxLength={5_000}
          error={errors.body?.message}
          hint="How you use it, what is good, what is not. Your first name is shown with it."
          {...register('body', { validate: (text) => text.trim() !== '' || 'Write a sentence or two.' })}
        />
        <div className="flex flex-wrap justify-end gap-3">
          <Button onClick={() => onOpenChange(false)}>Not now</Button>
          <Button type="submit" tone="primary" busy={save.isPending}>
            {review ? 'Save changes' : 'Publish review'}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
