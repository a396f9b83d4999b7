export { ConnectedScreen as default } from '#src/screens/connected/ConnectedScreen.tsx'
