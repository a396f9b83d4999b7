export { GlucoseScreen as default } from '#src/screens/glucose/GlucoseScreen.tsx'
