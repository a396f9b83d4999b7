export interface WordGridProps {
  readonly label: string
  readonly words: readonly string[]
  readonly columns: 'few' | 'many'
}

/** Words to write down: large, numbered, each on its own line for a screen reader. */
export function WordGrid({ label, words, columns }: WordGridProps) {
  const grid =
    columns === 'few' ? 'grid-cols-2 sm:grid-cols-3' : 'grid-cols-2 sm:grid-cols-3 print:grid-cols-3'
  return (
    <ol aria-label={label} className={`grid gap-x-4 gap-y-3 ${grid}`}>
      {words.map((word, position) => (
        <li
          // biome-ignore lint/suspicious/noArrayIndexKey: a word may come twice, its position is what counts
          key={position}
          className="flex items-baseline gap-3 rounded-control border border-line bg-surface px-3 py-2.5 print:border-line-strong"
        >
          <span aria-hidden="true" className="figures w-5 text-right text-label text-muted">
            {position + 1}
          </span>
          <span className="text-lead font-semibold tracking-wide break-all print:text-title">{word}</span>
        </li>
      ))}
    </ol>
  )
}
