export { SharingScreen as default } from '#src/screens/sharing/SharingScreen.tsx'
