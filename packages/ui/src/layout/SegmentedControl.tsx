'use client'
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup'

export interface Segment<Key extends string> {
  readonly key: Key
  readonly label: string
}

export interface SegmentedControlProps<Key extends string> {
  readonly label: string
  readonly items: readonly Segment<Key>[]
  readonly selected: Key
  readonly onSelect: (key: Key) => void
}

/** One of two to six short choices that take effect at once: Day, Week, Month, Year. */
export function SegmentedControl<Key extends string>(props: SegmentedControlProps<Key>) {
  const { label, items, selected, onSelect } = props
  const select = (keys: ReadonlySet<unknown>) => {
    const item = items.find((candidate) => keys.has(candidate.key))
    if (item) onSelect(item.key)
  }
  return (
    <ToggleButtonGroup
      aria-label={label}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[selected]}
      onSelectionChange={select}
      className="inline-flex max-w-full self-start overflow-x-auto rounded-control border border-line-strong bg-surface p-0.5"
    >
      {items.map((item) => (
        <ToggleButton
          key={item.key}
          id={item.key}
          className="min-h-10 min-w-11 flex-auto shrink-0 cursor-pointer rounded-[6px] px-2 sm:px-3 text-label whitespace-nowrap text-muted -outline-offset-1 hover:text-fg data-[selected]:bg-accent data-[selected]:font-semibold data-[selected]:text-on-accent"
        >
          {item.label}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  )
}
