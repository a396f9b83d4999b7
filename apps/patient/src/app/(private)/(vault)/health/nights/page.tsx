export { NightsScreen as default } from '#src/screens/nights/NightsScreen.tsx'
