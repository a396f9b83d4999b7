export { WorkoutScreen as default } from '#src/screens/workout/WorkoutScreen.tsx'
