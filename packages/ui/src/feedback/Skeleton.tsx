export interface SkeletonProps {
  /** Said to assistive technology: "Opening your vault". */
  readonly label: string
  readonly lines?: number | undefined
}

/** The shape of what is coming, for waits below a second; longer work shows a `ProgressBar`. */
export function Skeleton({ label, lines = 3 }: SkeletonProps) {
  const widths = ['w-2/3', 'w-full', 'w-5/6']
  return (
    <output className="flex flex-col gap-3">
      <span className="sr-only">{label}</span>
      {Array.from({ length: lines }, (_, line) => line).map((line) => (
        <span
          key={line}
          aria-hidden="true"
          className={`block h-4 animate-pulse rounded-mark bg-line ${widths[line % widths.length]}`}
        />
      ))}
    </output>
  )
}
