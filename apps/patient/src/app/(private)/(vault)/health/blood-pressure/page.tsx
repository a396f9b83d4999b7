export { PressureScreen as default } from '#src/screens/pressure/PressureScreen.tsx'
