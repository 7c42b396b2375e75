import { BaseSequencer, type TestSpecification } from 'vitest/node';

const LOOKS_ONLY = 'every-page.test.ts';

/** Whoever only looks at the city goes before those who change it: a review that has ended shows fewer pages. */
export class LookersFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const looks = ({ moduleId }: TestSpecification): boolean => moduleId.endsWith(LOOKS_ONLY);
    return [...sorted.filter(looks), ...sorted.filter((file) => !looks(file))];
  }
}
