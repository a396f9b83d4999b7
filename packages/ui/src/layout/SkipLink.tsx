/** The first thing that Tab reaches: past the navigation, to the content. Seen only while it has the focus. */
export function SkipLink({ children }: { readonly children: string }) {
  return (
    <a
      href="#content"
      className="sr-only z-50 rounded-control bg-accent px-4 py-3 font-semibold text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
    >
      {children}
    </a>
  )
}
