import type { ProductCard } from '@haat/contracts/http/search.ts';
import { Link } from '@tanstack/react-router';
import { AddToCart } from '@/features/cart/components/add-to-cart.tsx';
import { Heart } from '@/features/wishlist/components/heart.tsx';
import { buttonStyle } from '@/shared/ui/button.tsx';

/** A product with variants is chosen on its page; buying blindly would buy any of them. */
export function addFromCard(card: ProductCard) {
  if (card.variantCount > 1) {
    return (
      <Link to="/p/$slug" params={{ slug: card.slug }} className={buttonStyle({ size: 'sm', wide: true })}>
        Choose options
      </Link>
    );
  }
  return (
    <AddToCart
      offerId={card.offerId}
      title={card.title}
      disabled={!card.inStock}
      label={card.inStock ? 'Add to cart' : 'Sold out'}
    />
  );
}

export const heartOnCard = (card: ProductCard) => <Heart productId={card.id} title={card.title} />;
