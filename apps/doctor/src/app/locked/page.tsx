export { LockedScreen as default } from '#src/screens/locked/LockedScreen.tsx'
