import { Link } from '@tanstack/react-router';

/** A stall's awning over the name's first letter. */
export function Logo({ tone = 'light' }: { readonly tone?: 'light' | 'text' }) {
  return (
    <Link
      to="/"
      aria-label="Haat home"
      className={`inline-flex min-h-11 items-center gap-2 rounded-md ${tone === 'light' ? 'text-white' : 'text-text'}`}
    >
      <svg aria-hidden="true" width="30" height="30" viewBox="0 0 32 32">
        <path d="M4 7h24v6a4 4 0 0 1-8 0 4 4 0 0 1-8 0 4 4 0 0 1-8 0z" fill="#f5a524" />
        <path
          d="M12 7h8v6a4 4 0 0 1-8 0z"
          fill="#fdf0d5"
          stroke={tone === 'text' ? '#d9c7a2' : 'none'}
          strokeWidth=".5"
        />
        <path
          d="M7 19v8h3.500v-4h11v4H25v-8"
          fill="none"
          stroke="currentColor"
          strokeWidth="3"
          strokeLinecap="round"
        />
      </svg>
      <span className="text-xl leading-none font-extrabold tracking-[-0.04em]">haat</span>
    </Link>
  );
}
