export { SyncScreen as default } from '#src/screens/sync/SyncScreen.tsx'
