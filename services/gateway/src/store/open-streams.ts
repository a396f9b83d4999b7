/** How many event streams a person has open here. Each costs its service a look now and then for as long as it lasts. */
export interface OpenStreams {
  /** The same answer, counted until its body ends; null when the person has too many already. */
  count(personId: string, response: Response): Response | null
}

export function createOpenStreams(perPersonMax: number): OpenStreams {
  const open = new Map<string, number>()

  function close(personId: string): void {
    const left = (open.get(personId) ?? 1) - 1
    if (left > 0) open.set(personId, left)
    else open.delete(personId)
  }

  return {
    count: (personId, response) => {
      if (!response.body) return response
      const before = open.get(personId) ?? 0
      if (before >= perPersonMax) return null
      open.set(personId, before + 1)
      const through = new TransformStream<Uint8Array, Uint8Array>()
      const end = () => close(personId)
      // Settles once, whoever ends it: a service that is done or breaks off, a caller who leaves.
      void response.body.pipeTo(through.writable).then(end, end)
      return new Response(through.readable, response)
    },
  }
}
