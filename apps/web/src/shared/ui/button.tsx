import { cva, type VariantProps } from 'class-variance-authority';
import { clsx } from 'clsx';
import type { ComponentProps, MouseEvent } from 'react';

/** `buy` is marigold: at most one of them is in view at a time. */
export const buttonStyle = cva(
  'inline-flex items-center justify-center gap-2 rounded-md font-semibold whitespace-nowrap select-none transition-[background-color,border-color,transform] duration-150 ease-settle active:translate-y-px disabled:opacity-60 disabled:active:translate-y-0 aria-disabled:opacity-60 aria-disabled:active:translate-y-0',
  {
    variants: {
      tone: {
        buy: 'bg-marigold text-ink hover:bg-marigold-deep border border-transparent',
        primary: 'bg-action text-action-text border border-transparent hover:opacity-90',
        quiet: 'bg-paper text-text border border-line-strong/60 hover:border-line-strong hover:bg-sunk',
        ghost: 'text-text hover:bg-sunk border border-transparent',
        danger: 'bg-paper text-brick border border-brick/50 hover:bg-brick-wash',
      },
      size: {
        md: 'min-h-11 px-5 text-base',
        sm: 'tap px-3.5 text-sm',
        lg: 'min-h-13 px-7 text-base',
        icon: 'size-11 shrink-0 p-0',
      },
      wide: { true: 'w-full' },
    },
    defaultVariants: { tone: 'quiet', size: 'md' },
  },
);

interface ButtonProps extends ComponentProps<'button'>, VariantProps<typeof buttonStyle> {
  /** Says so and takes no second press; the label and the focus stay, so that nothing jumps. */
  readonly busy?: boolean;
}

export function Button({
  tone,
  size,
  wide,
  busy = false,
  className,
  onClick,
  children,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      // A button that is disabled while it works would lose the focus to the top of the page.
      aria-disabled={busy || undefined}
      aria-busy={busy || undefined}
      onClick={busy ? takeNothing : onClick}
      className={clsx(buttonStyle({ tone, size, wide }), className)}
    >
      {busy ? (
        <span
          aria-hidden="true"
          className="size-4 animate-spin rounded-full border-2 border-current border-r-transparent"
        />
      ) : null}
      {children}
    </button>
  );
}

/** Nor is the form sent again, by whatever key. */
const takeNothing = (event: MouseEvent) => event.preventDefault();
