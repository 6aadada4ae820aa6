import { useNavigate, useSearch } from '@tanstack/react-router';
import { LayoutGrid, Package, Search, Tag, X } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useState } from 'react';
import { type Suggestion, useSuggestions } from '@/features/search/api/suggest.ts';
import { writeBrands } from '@/features/search/search-params.ts';
import { useSettled } from '@/shared/lib/page.ts';

const ICONS = { category: LayoutGrid, brand: Tag, product: Package };
const KINDS = { category: 'Category', brand: 'Brand', product: 'Product' };

export function SearchBox() {
  const { q: asked } = useSearch({ strict: false });
  const navigate = useNavigate();
  const listId = useId();
  const [text, setText] = useState(asked ?? '');
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const settled = useSettled(text.trim(), 120);
  const { data } = useSuggestions(open ? settled : '');
  const suggestions = open && text.trim().length > 1 ? (data ?? []) : [];

  useEffect(() => setText(asked ?? ''), [asked]);

  const close = () => {
    setOpen(false);
    setActive(-1);
  };
  const follow = (suggestion: Suggestion) => {
    close();
    if (suggestion.kind === 'product') {
      void navigate({ to: '/p/$slug', params: { slug: suggestion.value } });
    } else if (suggestion.kind === 'category') {
      void navigate({ to: '/c/$category', params: { category: suggestion.value } });
    } else {
      const brand = writeBrands([suggestion.value]);
      void navigate({ to: '/search', search: brand ? { brand } : {} });
    }
  };
  const submit = () => {
    const chosen = suggestions[active];
    if (chosen) return follow(chosen);
    close();
    const q = text.trim();
    void navigate({ to: '/search', search: q ? { q } : {} });
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Escape') close();
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setOpen(true);
      const step = event.key === 'ArrowDown' ? 1 : -1;
      const places = suggestions.length + 1;
      // The last place is the text itself, as typed.
      setActive(((active + 1 + step + places) % places) - 1);
    }
  };

  return (
    <search>
      <form
        className="relative text-text"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
        onBlur={(event) => {
          if (!event.currentTarget.contains(event.relatedTarget)) close();
        }}
      >
        <Search
          aria-hidden="true"
          className="pointer-events-none absolute top-3 left-3.5 size-5 text-muted"
        />
        <input
          type="search"
          aria-label="Search products"
          placeholder="Search toys, lamps, tools and more"
          autoComplete="off"
          enterKeyHint="search"
          maxLength={200}
          aria-autocomplete="list"
          aria-controls={listId}
          aria-activedescendant={active >= 0 ? `${listId}-${active}` : undefined}
          className="h-11 w-full rounded-md border border-white/20 bg-paper pr-12 pl-11 text-base placeholder:text-muted focus-visible:outline-marigold"
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setOpen(true);
            setActive(-1);
          }}
          onKeyDown={onKeyDown}
        />
        {text ? (
          <button
            type="button"
            aria-label="Clear search"
            className="absolute top-0 right-0 grid size-11 place-items-center rounded-md text-muted hover:text-text"
            onClick={() => {
              setText('');
              close();
            }}
          >
            <X aria-hidden="true" className="size-4" />
          </button>
        ) : null}
        <p role="status" className="sr-only">
          {suggestions.length > 0 ? `${suggestions.length} suggestions, use the arrow keys` : ''}
        </p>
        <div
          id={listId}
          role="listbox"
          aria-label="Suggestions"
          hidden={suggestions.length === 0}
          className="absolute inset-x-0 top-full z-40 mt-1.5 overflow-hidden rounded-md border border-line bg-raised p-1.5 shadow-float"
        >
          {suggestions.map((suggestion, index) => {
            const Icon = ICONS[suggestion.kind];
            return (
              // biome-ignore lint/a11y/useFocusableInteractive: focus stays in the field, aria-activedescendant points here
              // biome-ignore lint/a11y/useKeyWithClickEvents: the field handles the keys
              <div
                key={`${suggestion.kind}${suggestion.value}`}
                id={`${listId}-${index}`}
                role="option"
                aria-selected={index === active}
                className="flex min-h-11 items-center gap-3 rounded-sm px-3 text-sm aria-selected:bg-indigo-wash"
                onPointerMove={() => setActive(index)}
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => follow(suggestion)}
              >
                <Icon aria-hidden="true" className="size-4 shrink-0 text-muted" />
                <span className="line-clamp-1 flex-1">{suggestion.text}</span>
                <span className="text-xs text-muted">{KINDS[suggestion.kind]}</span>
              </div>
            );
          })}
        </div>
      </form>
    </search>
  );
}
