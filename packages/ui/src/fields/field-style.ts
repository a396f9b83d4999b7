/** One look for everything that is typed or chosen in. */
export const inputStyle =
  'min-h-11 w-full rounded-control border border-line-strong bg-surface px-3 py-2 text-body text-fg ' +
  'placeholder:text-muted hover:border-fg invalid:border-danger data-[invalid]:border-danger ' +
  'disabled:border-line disabled:bg-sunken disabled:text-muted aria-[invalid=true]:border-danger'

export const labelStyle = 'text-label font-semibold text-fg'
export const hintStyle = 'text-label text-muted'
export const errorStyle = 'text-label text-danger'
