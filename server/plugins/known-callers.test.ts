import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { VISITOR } from '../../rules/access/roles.ts';
import type { Caller } from '../context.ts';
import { peopleServices } from '../testing/people.ts';
import { forgetCallers, knownCallersOf } from './known-callers.ts';

const caller: Caller = { actor: VISITOR, viewer: null, sessionId: 's', tokenId: null };

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
        return caller;
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
    const found = Promise.withResolvers<Caller>();
    const known = knownCallersOf(world.services);
    const first = known.recall('two', () => found.promise);
    forgetCallers(world.services);
    found.resolve(caller);
    expect(await first).toBe(caller);
    expect(await known.recall('two', async () => null)).toBeNull();
  });

  it('given nobody, when asked again, then it is looked up again', async () => {
    const known = knownCallersOf(world.services);
    expect(await known.recall('three', async () => null)).toBeNull();
    expect(await known.recall('three', async () => caller)).toBe(caller);
  });
});
