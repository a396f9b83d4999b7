export { HealthScreen as default } from '#src/screens/health/HealthScreen.tsx'
