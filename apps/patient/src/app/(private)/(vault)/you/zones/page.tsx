export { ZonesScreen as default } from '#src/screens/zones/ZonesScreen.tsx'
