/** Pieces as the body of a reply: the next is made when somebody has taken the one before. */
import type { Bytes } from '@nornos/std'

export function streamPieces(pieces: AsyncGenerator<Bytes>): ReadableStream<Bytes> {
  return new ReadableStream({
    pull: async (controller) => {
      const { done, value } = await pieces.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
    cancel: async () => {
      await pieces.return(undefined)
    },
  })
}
