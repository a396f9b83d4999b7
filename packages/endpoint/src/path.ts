/** Paths with `:name` parameters. */

/** The path with its parameters filled in, each percent-encoded. Throws when one is missing. */
export function fillPath(path: string, params: Readonly<Record<string, unknown>>): string {
  return path.replaceAll(/:([A-Za-z][A-Za-z0-9]*)/g, (_, name: string) => {
    const value = params[name]
    if (typeof value !== 'string') throw new TypeError(`missing path parameter ${name}`)
    return encodeURIComponent(value)
  })
}

/** The names of a path's parameters, in order. */
export function pathParameters(path: string): string[] {
  return [...path.matchAll(/:([A-Za-z][A-Za-z0-9]*)/g)].flatMap((match) => match[1] ?? [])
}
