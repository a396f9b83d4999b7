export { HearingScreen as default } from '#src/screens/hearing/HearingScreen.tsx'
