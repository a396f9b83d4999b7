export { ShareScreen as default } from '#src/screens/share/ShareScreen.tsx'
