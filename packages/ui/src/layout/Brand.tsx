import { BrandMark } from './BrandMark.tsx'

/** The mark and the name. The name is not translated. */
export function Brand() {
  return (
    <span className="flex items-center gap-2.5 font-serif text-title font-semibold text-fg">
      <BrandMark />
      Nornos
    </span>
  )
}
