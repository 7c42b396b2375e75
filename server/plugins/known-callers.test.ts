import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { VISITOR } from '../../rules/access/roles.ts';
import type { Caller } from '../context.ts';
import { peopleServices } from '../testing/people.ts';
import { forgetCallers, knownCallersOf } from './known-callers.ts';

const caller: Caller = { actor: VISITOR, viewer: null, sessionId: 's', tokenId: null };
const found = { value: caller, until: new Date('2100-01-01') };

describe('the callers that are remembered', () => {
  let world: Awaited<ReturnType<typeof peopleServices>>;
  beforeAll(async () => {
    world = await peopleServices();
  });
  afterAll(() => world.close());

  it('given a caller, when they come again within five seconds, then nothing is looked up', async () => {
    let lookUps = 0;
    const recall = () =>
      knownCallersOf(world.services).recall('one', async () => {
        lookUps += 1;
        return found;
      });
    await recall();
    await recall();
    expect(lookUps).toBe(1);
    world.clock.advance(5_000);
    await recall();
    expect(lookUps).toBe(2);
    forgetCallers(world.services);
    await recall();
    expect(lookUps).toBe(3);
  });

  it('[xz-25-7] given a look-up under way, when something changes, then what it found is not kept', async () => {
    const lookUp = Promise.withResolvers<typeof found>();
    const known = knownCallersOf(world.services);
    const first = known.recall('two', () => lookUp.promise);
    forgetCallers(world.services);
    lookUp.resolve(found);
    expect(await first).toBe(caller);
    expect(await known.recall('two', async () => null)).toBeNull();
  });

  it('given a secret about to expire, when its time comes, then it is not remembered any longer', async () => {
    const known = knownCallersOf(world.services);
    const until = new Date(world.clock.now().getTime() + 1_000);
    await known.recall('four', async () => ({ value: caller, until }));
    world.clock.advance(999);
    expect(await known.recall('four', async () => null)).toBe(caller);
    world.clock.advance(1);
    expect(await known.recall('four', async () => null)).toBeNull();
  });

  it('given nobody, when asked again, then it is looked up again', async () => {
    const known = knownCallersOf(world.services);
    expect(await known.recall('three', async () => null)).toBeNull();
    expect(await known.recall('three', async () => found)).toBe(caller);
  });
});
