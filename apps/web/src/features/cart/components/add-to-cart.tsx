import { useNavigate } from '@tanstack/react-router';
import type { VariantProps } from 'class-variance-authority';
import { toast } from 'sonner';
import { messageOf } from '@/shared/lib/api-problem.ts';
import { Button, type buttonStyle } from '@/shared/ui/button.tsx';
import { useAddItem } from '../api/add-item.ts';

interface AddToCartProps {
  readonly offerId: string;
  readonly title: string;
  readonly quantity?: number;
  readonly label?: string;
  /** Where several buttons say the same, which one this is. */
  readonly name?: string;
  readonly tone?: VariantProps<typeof buttonStyle>['tone'];
  readonly size?: VariantProps<typeof buttonStyle>['size'];
  readonly wide?: boolean;
  readonly disabled?: boolean;
  readonly className?: string;
  /** In place of the note with "View cart". */
  readonly onAdded?: () => void;
}

export function AddToCart({
  offerId,
  title,
  quantity = 1,
  label = 'Add to cart',
  name,
  tone = 'quiet',
  size = 'sm',
  wide = true,
  disabled = false,
  className,
  onAdded,
}: AddToCartProps) {
  const add = useAddItem();
  const navigate = useNavigate();
  return (
    <Button
      tone={tone}
      size={size}
      wide={wide}
      busy={add.isPending}
      disabled={disabled}
      className={className ?? ''}
      aria-label={name}
      onClick={(event) => {
        // The second press of a double click; the first may have been answered already.
        if (event.detail > 1) return;
        add.mutate(
          { offerId, quantity },
          {
            onSuccess: () => {
              if (onAdded) return onAdded();
              toast.success('Added to cart', {
                description: quantity > 1 ? `${quantity} × ${title}` : title,
                action: { label: 'View cart', onClick: () => void navigate({ to: '/cart' }) },
              });
            },
            onError: (error) => {
              toast.error('Not added', { description: messageOf(error) });
            },
          },
        );
      }}
    >
      {label}
    </Button>
  );
}
