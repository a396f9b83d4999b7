export { LeavingScreen as default } from '#src/screens/leaving/LeavingScreen.tsx'
