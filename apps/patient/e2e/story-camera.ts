/** Somebody who holds codes in front of the camera. */
import type { Page } from '@playwright/test'

/** A camera and a reader of codes, which this browser lacks; it sees these texts, one after the other. */
export async function playCamera(page: Page, texts: readonly string[]): Promise<void> {
  await page.evaluate((seen) => {
    const left = [...seen]
    class Reader {
      async detect() {
        return left.splice(0, 1).map((rawValue) => ({ rawValue }))
      }
    }
    Reflect.set(globalThis, 'BarcodeDetector', Reader)
    const canvas = document.createElement('canvas')
    // A stream of a canvas has a picture only when something is drawn.
    setInterval(() => canvas.getContext('2d')?.fillRect(0, 0, 10, 10), 100)
    const camera = { getUserMedia: async () => canvas.captureStream(5) }
    Object.defineProperty(navigator, 'mediaDevices', { value: camera, configurable: true })
  }, texts)
}
