import { clsx } from 'clsx';
import { X } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { type ReactNode, useRef } from 'react';
import { focused, giveFocusBack } from '@/shared/lib/focus.ts';

interface SheetProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly title: string;
  readonly description?: string;
  readonly children: ReactNode;
  readonly footer?: ReactNode;
}

const Overlay = () => (
  <Dialog.Overlay className="fixed inset-0 z-50 bg-ink/50 [animation:fade_160ms_ease-out]" />
);

function Head({ title, description }: { readonly title: string; readonly description?: string | undefined }) {
  return (
    <div className="flex items-start justify-between gap-4 border-b border-line px-5 py-4">
      <div className="min-w-0">
        <Dialog.Title className="text-lg font-bold">{title}</Dialog.Title>
        {description ? (
          <Dialog.Description className="mt-0.5 text-sm text-muted">{description}</Dialog.Description>
        ) : null}
      </div>
      <Dialog.Close
        className="-m-2 grid size-11 shrink-0 place-items-center rounded-md hover:bg-sunk"
        aria-label="Close"
      >
        <X aria-hidden="true" className="size-5" />
      </Dialog.Close>
    </div>
  );
}

/** Our dialogs are opened by state, so the library has no trigger to give the focus back to. */
function useFocusReturn() {
  const opener = useRef<HTMLElement>(undefined);
  return {
    onOpenAutoFocus: () => {
      opener.current = focused();
    },
    onCloseAutoFocus: (event: Event) => {
      event.preventDefault();
      giveFocusBack(opener.current);
    },
  };
}

const FIRST_FIELD = 'input:not([type=hidden], :disabled), select:not(:disabled), textarea:not(:disabled)';

/** From the right on wide screens, from below on phones: next to what it belongs to, in place of a new page. */
export function Sheet({ open, onOpenChange, title, description, children, footer }: SheetProps) {
  const focusReturn = useFocusReturn();
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Overlay />
        <Dialog.Content
          {...(description ? {} : { 'aria-describedby': undefined })}
          {...focusReturn}
          className="fixed z-50 flex flex-col border-line bg-paper shadow-float max-md:inset-x-0 max-md:bottom-0 max-md:max-h-[92dvh] max-md:rounded-t-md max-md:border-t max-md:[animation:slide-up_200ms_var(--ease-settle)] md:inset-y-0 md:right-0 md:w-[30rem] md:border-l md:[animation:slide-right_200ms_var(--ease-settle)]"
        >
          <Head title={title} description={description} />
          <section
            aria-label={title}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be scrolled by keyboard too
            tabIndex={0}
            className="min-h-0 flex-1 overflow-y-auto p-5"
          >
            {children}
          </section>
          {footer ? (
            <div className="flex flex-wrap gap-3 border-t border-line p-4 pb-[max(1rem,env(safe-area-inset-bottom))]">
              {footer}
            </div>
          ) : null}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

export function Modal({
  open,
  onOpenChange,
  title,
  description,
  children,
  className,
}: SheetProps & { readonly className?: string }) {
  const focusReturn = useFocusReturn();
  const body = useRef<HTMLDivElement>(null);
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Overlay />
        <Dialog.Content
          {...(description ? {} : { 'aria-describedby': undefined })}
          {...focusReturn}
          onOpenAutoFocus={(event) => {
            focusReturn.onOpenAutoFocus();
            // A field of a form comes before the button that closes it; on a phone it would bring the keyboard up.
            const field = matchMedia('(pointer: fine)').matches
              ? body.current?.querySelector<HTMLElement>(FIRST_FIELD)
              : undefined;
            if (!field) return;
            event.preventDefault();
            field.focus();
          }}
          className={clsx(
            'fixed top-1/2 left-1/2 z-50 max-h-[90dvh] w-[min(28rem,calc(100vw-2rem))] -translate-x-1/2 -translate-y-1/2 overflow-y-auto rounded-md border border-line bg-paper shadow-float [animation:fade_160ms_ease-out]',
            className,
          )}
        >
          <Head title={title} description={description} />
          <div ref={body} className="p-5">
            {children}
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
