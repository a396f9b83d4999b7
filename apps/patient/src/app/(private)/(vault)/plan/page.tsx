export { PlanScreen as default } from '#src/screens/plan/PlanScreen.tsx'
