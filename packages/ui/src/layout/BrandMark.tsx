/** Three threads that cross and stay apart. Decorative: the name stands beside it. */
export function BrandMark() {
  return (
    <svg aria-hidden="true" viewBox="0 0 32 32" className="size-8 shrink-0">
      <rect width="32" height="32" rx="8" className="fill-accent" />
      <g fill="none" strokeWidth="2.25" strokeLinecap="round" className="stroke-on-accent">
        <path d="M8 24C8 14 24 18 24 8" />
        <path d="M16 25V20M16 12V7" />
        <path d="M24 24C24 20.5 22 18.8 19.6 17.4M8 8c0 3.5 2 5.2 4.4 6.6" />
      </g>
    </svg>
  )
}
