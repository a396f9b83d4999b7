export { WorkoutsScreen as default } from '#src/screens/workouts/WorkoutsScreen.tsx'
