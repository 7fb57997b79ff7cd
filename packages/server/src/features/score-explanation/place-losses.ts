/** Where the points are lost: the same groups of rows, put together by table or by column. */
import { type ScoredFinding, type ScoreGroup, scoreGroups, totalScore } from '@assay/checks';
import type { ScoreExplanation } from '@assay/contract';
import type { ProfilingPart, TestingPart } from './score-parts.ts';

type Group = ScoreGroup<ScoredFinding>;
interface GroupsOfPlace {
  readonly table: string;
  readonly column: string | null;
  readonly profiling: Group[];
  readonly testing: Group[];
}

export type PlaceLoss = ScoreExplanation['columns'][number];

/** Those that lose most first, else by name. For tables the column is null. */
export function placeLosses(
  profiling: ProfilingPart,
  testing: TestingPart,
  per: 'table' | 'column',
): PlaceLoss[] {
  const places = new Map<string, GroupsOfPlace>();
  const placeOf = (group: Group): GroupsOfPlace => {
    const column = per === 'table' ? null : group.column;
    const key = JSON.stringify([group.table, column]);
    const place = places.get(key) ?? { table: group.table, column, profiling: [], testing: [] };
    places.set(key, place);
    return place;
  };
  for (const group of profiling.groups) placeOf(group).profiling.push(group);
  for (const group of testing.groups) placeOf(group).testing.push(group);
  return [...places.values()]
    .map((place) => {
      const ofProfile = scoreGroups(place.profiling);
      const ofTests = scoreGroups(place.testing);
      return {
        table: place.table,
        column: place.column,
        score: totalScore(ofProfile.score, ofTests.score),
        profiling_score: ofProfile.score,
        testing_score: ofTests.score,
        profiling_loss: percentagePoints(ofProfile.affected, profiling.points),
        testing_loss: percentagePoints(ofTests.affected, testing.points),
      };
    })
    .sort((one, other) => loss(other) - loss(one));
}

const loss = (place: PlaceLoss): number => place.profiling_loss + place.testing_loss;

const percentagePoints = (affected: number, points: number): number =>
  points > 0 ? (100 * affected) / points : 0;
