import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { ChevronRight } from 'lucide-react';
import { categoriesQuery } from '@/features/catalog/api/list-categories.ts';
import { searchQuery } from '@/features/search/api/search-products.ts';
import { Results } from '@/features/search/components/results.tsx';
import { without } from '@/features/search/search-params.ts';
import { useTitle } from '@/shared/lib/page.ts';
import { addFromCard, heartOnCard } from './add-card.tsx';
import { NotFoundPage } from './not-found.tsx';

const searchRoute = getRouteApi('/storefront/search');
const categoryRoute = getRouteApi('/storefront/c/$category');

export function SearchPage() {
  const params = searchRoute.useSearch();
  const navigate = searchRoute.useNavigate();
  useTitle(params.q ? `“${params.q}”` : 'All products');
  return (
    <Results
      params={params}
      onChange={(search) => void navigate({ to: '/search', search })}
      action={addFromCard}
      corner={heartOnCard}
      heading={<h1 className="text-xl">{params.q ? `Results for “${params.q}”` : 'All products'}</h1>}
    />
  );
}

export function CategoryPage() {
  const { category: id } = categoryRoute.useParams();
  const params = { ...categoryRoute.useSearch(), category: id };
  const navigate = categoryRoute.useNavigate();
  const { data: categories } = useQuery(categoriesQuery);
  const category = categories?.find((candidate) => candidate.id === id);
  const parent = categories?.find((candidate) => candidate.id === category?.parentId);
  const below = categories?.filter((candidate) => candidate.parentId === id) ?? [];
  // Where nothing is below, its neighbours: there is always a row, so nothing moves when it comes.
  const near =
    below.length > 0
      ? below
      : (categories?.filter(({ parentId }) => parentId === (category?.parentId ?? null)) ?? []);
  const name = category?.name ?? (categories ? id.replaceAll('-', ' ') : ' ');
  const { data: found } = useInfiniteQuery(searchQuery(params));
  // The list may be some minutes old: a category that has products exists, whatever the list says.
  const missing = categories !== undefined && !category && found?.pages[0]?.total === 0;
  useTitle(missing ? 'Not found' : name.trim());
  if (missing) return <NotFoundPage what="category" />;
  return (
    <Results
      params={params}
      fixed={['category']}
      onChange={(search) =>
        void navigate({
          to: '/c/$category',
          params: { category: search.category ?? id },
          search: without(search, 'category'),
        })
      }
      action={addFromCard}
      corner={heartOnCard}
      heading={
        <>
          <nav aria-label="Breadcrumb">
            <ol className="flex flex-wrap items-center gap-1 text-sm text-muted">
              <li>
                <Link to="/" className="hover:underline">
                  Home
                </Link>
              </li>
              {parent ? (
                <li className="flex items-center gap-1">
                  <ChevronRight aria-hidden="true" className="size-3.5" />
                  <Link to="/c/$category" params={{ category: parent.id }} className="hover:underline">
                    {parent.name}
                  </Link>
                </li>
              ) : null}
            </ol>
          </nav>
          <h1 className="mt-1 min-h-8 text-xl first-letter:uppercase">{name}</h1>
          <ul
            aria-label="Nearby categories"
            className="scroll-quiet mt-3 flex min-h-13 gap-2 overflow-x-auto py-1 lg:min-h-11"
          >
            {near.map((child) => (
              <li key={child.id} className="shrink-0">
                <Link
                  to="/c/$category"
                  params={{ category: child.id }}
                  className="tap inline-flex items-center rounded-full border border-line-strong/50 bg-paper px-4 text-sm font-medium hover:bg-sunk aria-[current=page]:border-indigo aria-[current=page]:bg-indigo-wash"
                >
                  {child.name}
                </Link>
              </li>
            ))}
          </ul>
        </>
      }
    />
  );
}
