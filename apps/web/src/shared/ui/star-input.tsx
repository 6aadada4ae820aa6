import { clsx } from 'clsx';
import { Star } from 'lucide-react';
import { useId } from 'react';

const WORDS = ['Poor', 'Fair', 'Good', 'Very good', 'Excellent'];

/** Five radio buttons that look like stars: arrows and screen readers know what to do with them. */
export function StarInput({
  value,
  onChange,
  error,
}: {
  readonly value: number;
  readonly onChange: (stars: number) => void;
  readonly error?: string | undefined;
}) {
  const name = useId();
  const noteId = `${name}-note`;
  return (
    <fieldset className="grid gap-1" aria-describedby={error ? noteId : undefined}>
      <legend className="text-sm font-semibold">Your rating</legend>
      <div className="-ml-1.5 flex items-center">
        {WORDS.map((word, index) => {
          const stars = index + 1;
          return (
            <label
              key={word}
              className="grid size-11 place-items-center rounded-md has-focus-visible:outline-3 has-focus-visible:outline-indigo"
            >
              <input
                type="radio"
                name={name}
                className="sr-only"
                checked={value === stars}
                onChange={() => onChange(stars)}
              />
              <span className="sr-only">
                {stars} {stars === 1 ? 'star' : 'stars'}: {word}
              </span>
              <Star
                aria-hidden="true"
                className={clsx(
                  'size-7 transition-colors duration-150',
                  stars <= value ? 'fill-marigold-deep text-marigold-deep' : 'text-line-strong',
                )}
              />
            </label>
          );
        })}
        <span aria-hidden="true" className="ml-2 text-sm text-muted">
          {WORDS[value - 1] ?? ''}
        </span>
      </div>
      {error ? (
        <p id={noteId} className="text-sm text-brick">
          {error}
        </p>
      ) : null}
    </fieldset>
  );
}
