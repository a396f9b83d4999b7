/** QR codes in front of the camera, in browsers that read them by themselves. What it sees stays in this page. */

interface CodeDetector {
  detect(source: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]>
}

export type ScanEnd = 'taken' | 'unsupported' | 'no-camera'

/** Between two looks at the picture, in milliseconds. */
const pace = 150

/** Shows the camera in `video` until `take` accepts what a code says, or `signal` ends it. The camera is off afterwards. */
export async function readCodes(
  video: HTMLVideoElement,
  take: (text: string) => boolean,
  signal: AbortSignal,
): Promise<ScanEnd> {
  const detector = codeDetector()
  if (detector === null) return 'unsupported'
  const stream = await openCamera()
  if (stream === null) return 'no-camera'
  try {
    video.srcObject = stream
    await video.play()
    while (!signal.aborted) {
      const [code] = await detector.detect(video)
      if (code !== undefined && take(code.rawValue)) break
      await new Promise((resolve) => setTimeout(resolve, pace))
    }
    return 'taken'
  } finally {
    video.srcObject = null
    for (const track of stream.getTracks()) track.stop()
  }
}

function codeDetector(): CodeDetector | null {
  const made: unknown = Reflect.get(globalThis, 'BarcodeDetector')
  return typeof made === 'function' ? Reflect.construct(made, [{ formats: ['qr_code'] }]) : null
}

/** Null when there is none, or the person does not allow it. */
async function openCamera(): Promise<MediaStream | null> {
  try {
    return await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } })
  } catch {
    return null
  }
}
