export { MetricScreen as default } from '#src/screens/metric/MetricScreen.tsx'
