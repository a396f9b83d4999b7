/** Three threads that run side by side and cross: the picture of the name. Decorative. */
export function Threads() {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 640 72"
      preserveAspectRatio="xMidYMid slice"
      fill="none"
      strokeWidth="2.5"
      strokeLinecap="round"
      className="h-18 w-full"
    >
      <path className="stroke-accent" d="M2 16C90 16 110 58 200 58S330 14 420 14s120 42 218 42" />
      <path className="stroke-heart" d="M2 38C110 38 130 12 216 12S350 60 440 60s110-24 198-24" />
      <path className="stroke-sleep" d="M2 58C80 58 130 36 210 36s120 4 200 4 130-26 228-26" />
    </svg>
  )
}
