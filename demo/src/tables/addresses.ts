import type { Random } from '../random.ts';
import { PLACES, type Place, STREET_NAMES, STREET_TYPES } from '../words/places.ts';

/** `214 Maple St`, sometimes with a unit. */
export function streetAddress(random: Random): string {
  const street = `${random.integer(1, 9899)} ${random.pick(STREET_NAMES)} ${random.pick(STREET_TYPES)}`;
  return random.chance(0.12) ? `${street} ${random.integer(1, 40)}` : street;
}

export function anyPlace(random: Random): Place {
  return random.pick(PLACES);
}

/** Five digits, now and then with the four of the delivery route. */
export function zipCode(random: Random, place: Place): string {
  return random.chance(0.08) ? `${place.zip}-${random.integer(1001, 9899)}` : place.zip;
}
