export { ConnectionsScreen as default } from '#src/screens/connections/ConnectionsScreen.tsx'
