const LIGHTS = Array.from({ length: 15 }, (_, index) => {
  const x = 29 + index * 58;
  // On the string: it hangs in three equal curves of 290 with their control points 54 below.
  const along = (x % 290) / 290;
  return { x, y: 62 + 2 * along * (1 - along) * 54 };
});

interface StallProps {
  readonly x: number;
  readonly width: number;
  readonly top: number;
  readonly a: string;
  readonly b: string;
}

function Stall({ x, width, top, a, b }: StallProps) {
  const count = 6;
  const step = width / count;
  return (
    <g>
      <rect x={x + 8} y={top + 20} width={width - 16} height={300 - top} fill="#171a35" />
      <rect x={x + 16} y={top + 34} width={width - 32} height={52} fill="#f8c976" opacity=".85" />
      <path d={`M${x + 12} ${top}h${width - 24}l12 26H${x}z`} fill={a} />
      {Array.from({ length: count }, (_, index) => {
        const left = x + index * step;
        return (
          <path
            // biome-ignore lint/suspicious/noArrayIndexKey: the scallops of one awning never change
            key={index}
            d={`M${left} ${top + 26}h${step}v7a${step / 2} ${step / 2} 0 0 1-${step} 0z`}
            fill={index % 2 === 0 ? a : b}
          />
        );
      })}
      <rect x={x + 4} y={top + 92} width={width - 8} height={14} rx="2" fill="#4a3150" />
      {Array.from({ length: 5 }, (_, index) => (
        <circle
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          key={index}
          cx={x + 24 + (index * (width - 48)) / 4}
          cy={top + 84}
          r={9}
          fill={['#e2703a', '#7fb069', '#f5a524', '#c8553d', '#8ea8f0'][index]}
        />
      ))}
    </g>
  );
}

/** The market at dusk: what a Haat page is recognised by. */
export function DuskScene({ className }: { readonly className?: string }) {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 860 340"
      preserveAspectRatio="xMaxYMax slice"
      className={className}
      width="860"
      height="340"
    >
      <defs>
        <linearGradient id="dusk" x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" stopColor="#1b1f3b" />
          <stop offset=".42" stopColor="#3c3168" />
          <stop offset=".68" stopColor="#97476f" />
          <stop offset=".86" stopColor="#e3804f" />
          <stop offset="1" stopColor="#f7bd63" />
        </linearGradient>
        <radialGradient id="glow">
          <stop offset="0" stopColor="#ffd68a" stopOpacity=".75" />
          <stop offset="1" stopColor="#ffd68a" stopOpacity="0" />
        </radialGradient>
        <linearGradient id="fade" x1="0" x2="1">
          <stop offset="0" stopColor="#1b1f3b" />
          <stop offset=".35" stopColor="#1b1f3b" stopOpacity="0" />
        </linearGradient>
      </defs>
      <rect width="860" height="340" fill="url(#dusk)" />
      <circle cx="655" cy="160" r="34" fill="#ffd68a" opacity=".95" />
      <path
        d="M0 250l40-18 30 12 52-40 44 30 40-16 64 34 60-42 50 26 70-30 60 34 66-22 70 30 60-34 60 26 94-30v150H0z"
        fill="#2a2450"
        opacity=".75"
      />
      <Stall x={300} width={150} top={196} a="#c8553d" b="#f6e6cf" />
      <Stall x={474} width={168} top={182} a="#3b49df" b="#f6e6cf" />
      <Stall x={666} width={176} top={192} a="#f5a524" b="#fbf1de" />
      <Stall x={136} width={140} top={206} a="#1e7f5c" b="#f6e6cf" />
      <path d="M0 312h860v28H0z" fill="#141731" />
      <g fill="#141731">
        <circle cx="460" cy="272" r="9" />
        <path d="M448 314c0-24 4-32 12-32s12 8 12 32z" />
        <circle cx="652" cy="268" r="10" />
        <path d="M638 314c0-26 5-35 14-35s14 9 14 35z" />
        <circle cx="676" cy="284" r="7" />
        <path d="M667 314c0-18 3-24 9-24s9 6 9 24z" />
        <circle cx="288" cy="276" r="8" />
        <path d="M277 314c0-22 4-30 11-30s11 8 11 30z" />
      </g>
      <path
        d="M0 62q145 54 290 0q145 54 290 0q145 54 290 0"
        fill="none"
        stroke="#12152c"
        strokeWidth="1.500"
        opacity=".8"
      />
      {LIGHTS.map(({ x, y }) => (
        <g key={x}>
          <circle cx={x} cy={y} r="15" fill="url(#glow)" />
          <circle cx={x} cy={y} r="3.200" fill="#ffe3ad" />
        </g>
      ))}
      <rect width="860" height="340" fill="url(#fade)" />
    </svg>
  );
}
