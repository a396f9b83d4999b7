/**
 * What the platform's numbers of exercises stand for: a number is the place in the list. The library for apps counts
 * otherwise; a database holds the platform's.
 */
export const CONNECT_EXERCISES: readonly string[] = [
  ...['unknown', 'badminton', 'baseball', 'basketball', 'biking'],
  ...['biking stationary', 'boot camp', 'boxing', 'calisthenics', 'cricket'],
  ...['dancing', 'exercise class', 'fencing', 'football american', 'football australian'],
  ...['frisbee disc', 'golf', 'guided breathing', 'gymnastics', 'handball'],
  ...['high intensity interval training', 'hiking', 'ice hockey', 'ice skating', 'martial arts'],
  ...['paddling', 'paragliding', 'pilates', 'racquetball', 'rock climbing'],
  ...['roller hockey', 'rowing', 'rugby', 'running', 'running treadmill'],
  ...['sailing', 'scuba diving', 'skating', 'skiing', 'snowboarding'],
  ...['snowshoeing', 'soccer', 'softball', 'squash', 'stair climbing'],
  ...['strength training', 'stretching', 'surfing', 'swimming open water', 'swimming pool'],
  ...['table tennis', 'tennis', 'volleyball', 'walking', 'water polo'],
  ...['weightlifting', 'wheelchair', 'yoga', 'other workout', 'stair climbing machine'],
  ...['elliptical', 'rowing machine'],
]
