'use client'
import type { ReactNode } from 'react'
import { Tabs as AriaTabs, Tab, TabList, TabPanel } from 'react-aria-components/Tabs'

export interface TabItem<Key extends string> {
  readonly key: Key
  readonly label: string
  readonly content: ReactNode
}

export interface TabsProps<Key extends string> {
  readonly label: string
  readonly items: readonly TabItem<Key>[]
  readonly selected: Key
  readonly onSelect: (key: Key) => void
}

/** Parts of one screen. The app keeps the selected key, in the fragment when it should survive a reload. */
export function Tabs<Key extends string>({ label, items, selected, onSelect }: TabsProps<Key>) {
  const select = (key: unknown) => {
    const item = items.find((candidate) => candidate.key === key)
    if (item) onSelect(item.key)
  }
  return (
    <AriaTabs selectedKey={selected} onSelectionChange={select} className="flex flex-col gap-4">
      <TabList aria-label={label} className="flex gap-1 overflow-x-auto border-b border-line">
        {items.map((item) => (
          <Tab
            key={item.key}
            id={item.key}
            className="min-h-11 cursor-pointer border-b-3 border-transparent px-3 py-2 whitespace-nowrap text-muted -outline-offset-3 hover:text-fg data-[selected]:border-accent data-[selected]:font-semibold data-[selected]:text-accent"
          >
            {item.label}
          </Tab>
        ))}
      </TabList>
      {items.map((item) => (
        <TabPanel key={item.key} id={item.key}>
          {item.content}
        </TabPanel>
      ))}
    </AriaTabs>
  )
}
