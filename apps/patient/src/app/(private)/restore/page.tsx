export { RestoreScreen as default } from '#src/screens/restore/RestoreScreen.tsx'
