import { clsx } from 'clsx';
import { CircleAlert } from 'lucide-react';
import { type ComponentProps, type ReactNode, useEffect, useId, useRef } from 'react';

const control =
  'w-full rounded-md border bg-paper px-3.5 min-h-11 text-base text-text placeholder:text-muted aria-invalid:border-brick border-line-strong/70 focus-visible:outline-2 focus-visible:outline-offset-0';

interface FieldFrameProps {
  readonly label: string;
  readonly error?: string | undefined;
  readonly hint?: ReactNode;
  readonly className?: string | undefined;
}

interface Wiring {
  readonly id: string;
  readonly 'aria-invalid': true | undefined;
  readonly 'aria-describedby': string | undefined;
}

function Frame({
  label,
  error,
  hint,
  className,
  id,
  children,
}: FieldFrameProps & { readonly id?: string | undefined; readonly children: (wiring: Wiring) => ReactNode }) {
  const made = useId();
  const fieldId = id ?? made;
  const noteId = `${fieldId}-note`;
  return (
    <div className={clsx('flex flex-col gap-1.5', className)}>
      <label htmlFor={fieldId} className="text-sm font-semibold">
        {label}
      </label>
      {children({
        id: fieldId,
        'aria-invalid': error ? true : undefined,
        'aria-describedby': error || hint ? noteId : undefined,
      })}
      {error ? (
        <p id={noteId} className="flex items-start gap-1.5 text-sm text-brick">
          <CircleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
          {error}
        </p>
      ) : hint ? (
        <p id={noteId} className="text-sm text-muted">
          {hint}
        </p>
      ) : null}
    </div>
  );
}

export function TextField({
  label,
  error,
  hint,
  className,
  id,
  trailing,
  ...input
}: ComponentProps<'input'> & FieldFrameProps & { readonly trailing?: ReactNode }) {
  return (
    <Frame label={label} error={error} hint={hint} className={className} id={id}>
      {(wiring) =>
        trailing ? (
          <div className="relative">
            <input {...input} {...wiring} className={clsx(control, 'pr-24')} />
            <div className="absolute inset-y-0 right-1 flex items-center">{trailing}</div>
          </div>
        ) : (
          <input {...input} {...wiring} className={control} />
        )
      }
    </Frame>
  );
}

export function TextAreaField({
  label,
  error,
  hint,
  className,
  id,
  ...textarea
}: ComponentProps<'textarea'> & FieldFrameProps) {
  return (
    <Frame label={label} error={error} hint={hint} className={className} id={id}>
      {(wiring) => <textarea {...textarea} {...wiring} className={clsx(control, 'py-2.5')} />}
    </Frame>
  );
}

export function SelectField({
  label,
  error,
  hint,
  className,
  id,
  children,
  ...select
}: ComponentProps<'select'> & FieldFrameProps) {
  return (
    <Frame label={label} error={error} hint={hint} className={className} id={id}>
      {(wiring) => (
        <select {...select} {...wiring} className={control}>
          {children}
        </select>
      )}
    </Frame>
  );
}

export function CheckField({ label, ...input }: ComponentProps<'input'> & { readonly label: ReactNode }) {
  return (
    <label className="flex min-h-11 items-center gap-3 text-sm">
      <input {...input} type="checkbox" className="size-5 accent-(--color-indigo)" />
      {label}
    </label>
  );
}

/** What is wrong, summed up above a form; each line leads to its field. Takes the focus when it is mounted. */
export function ErrorSummary({
  errors,
  title = 'Some details need another look',
}: {
  readonly errors: readonly { readonly fieldId: string; readonly message: string }[];
  readonly title?: string;
}) {
  const box = useRef<HTMLDivElement>(null);
  // Once, when it appears: while its fields are being mended the focus is theirs.
  useEffect(() => box.current?.focus(), []);
  if (errors.length === 0) return null;
  return (
    <div
      role="alert"
      tabIndex={-1}
      ref={box}
      className="rounded-md border border-brick/50 bg-brick-wash p-4 text-sm"
    >
      <p className="font-semibold text-brick">{title}</p>
      <ul className="mt-2 grid gap-1">
        {errors.map(({ fieldId, message }) => (
          <li key={fieldId}>
            <a
              href={`#${fieldId}`}
              className="link text-text"
              onClick={(event) => {
                event.preventDefault();
                document.getElementById(fieldId)?.focus();
              }}
            >
              {message}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

export function FormProblem({ message }: { readonly message: string | undefined }) {
  if (!message) return null;
  return (
    <p
      role="alert"
      className="flex items-start gap-2 rounded-md border border-brick/40 bg-brick-wash p-3.5 text-sm font-medium text-brick"
    >
      <CircleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
      <span>{message}</span>
    </p>
  );
}
