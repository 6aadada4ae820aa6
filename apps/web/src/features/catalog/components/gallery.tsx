import type { Image } from '@haat/contracts/http/catalog.ts';
import { useState } from 'react';
import { Picture } from '@/shared/ui/picture.tsx';

export function Gallery({ images, title }: { readonly images: readonly Image[]; readonly title: string }) {
  const [chosen, setChosen] = useState(0);
  const image = images[chosen] ?? images[0];
  return (
    <div className="grid gap-3">
      <Picture
        src={image?.url ?? ''}
        alt={image?.alt || title}
        size={800}
        eager
        className="w-full rounded-md border border-line"
      />
      {images.length > 1 ? (
        <ul className="scroll-quiet flex gap-2 overflow-x-auto p-1">
          {images.map((candidate, index) => (
            <li key={candidate.url}>
              <button
                type="button"
                aria-label={`Picture ${index + 1} of ${images.length}`}
                aria-current={index === chosen}
                className="block overflow-hidden rounded-sm border-2 border-line aria-[current=true]:border-indigo"
                onClick={() => setChosen(index)}
              >
                <Picture src={candidate.url} alt="" size={72} eager className="size-18" />
              </button>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
