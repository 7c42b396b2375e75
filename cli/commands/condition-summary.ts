import {
  FAMILY_NAMES,
  TERM_KIND_NAMES,
  TERM_KINDS,
  type ParsedConditions,
} from '../../rules/conditions/condition.schema.ts';
import type { Terminal } from '../terminal.ts';

/** How many of the texts left over are shown. */
const SHOWN_LEFTOVERS = 10;

function count<K>(counts: Map<K, number>, keys: Iterable<K>): void {
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** What a file's conditions say, counted in rows. */
export class ConditionSummary {
  readonly #texts = new Set<string>();
  readonly #rows = { rows: 0, stated: 0, restated: 0, unread: 0, empty: 0 };
  readonly #said = new Map<string, number>();
  readonly #leftover = new Map<string, number>();

  add({ text, terms, leftover, restated }: ParsedConditions & { text: string }): void {
    this.#texts.add(text);
    this.#rows.rows += 1;
    if (terms.length > 0) this.#rows.stated += 1;
    else if (leftover.length > 0) this.#rows.unread += 1;
    else if (restated.length > 0) this.#rows.restated += 1;
    else this.#rows.empty += 1;
    count(this.#said, new Set(terms.flatMap(({ family, kind }) => [family, kind])));
    count(this.#leftover, leftover);
  }

  lines(t: Terminal['t']): string[] {
    return [
      t('cli.conditions.rows', this.#rows),
      t('cli.conditions.distinct', { texts: this.#texts.size }),
      ...FAMILY_NAMES.flatMap((family) => this.#familyLines(family, t)),
      ...this.#leftoverLines(t),
    ];
  }

  #familyLines(family: (typeof FAMILY_NAMES)[number], t: Terminal['t']): string[] {
    const rows = this.#said.get(family);
    if (rows === undefined) return [];
    const kinds = TERM_KIND_NAMES.filter((kind) => TERM_KINDS[kind] === family).flatMap((kind) => {
      const said = this.#said.get(kind);
      return said === undefined ? [] : [{ kind, said }];
    });
    return [
      '',
      t('cli.conditions.family', { family: t(`condition.family.${family}`), rows }),
      ...kinds
        .toSorted((one, other) => other.said - one.said)
        .map(
          ({ kind, said }) =>
            `  ${t('cli.conditions.kind', { kind: t(`condition.kind.${kind}`), rows: said })}`,
        ),
    ];
  }

  #leftoverLines(t: Terminal['t']): string[] {
    if (this.#leftover.size === 0) return [];
    const all = [...this.#leftover].toSorted(([, one], [, other]) => other - one);
    const total = all.reduce((sum, [, times]) => sum + times, 0);
    return [
      '',
      t('cli.conditions.leftover', { count: total }),
      ...all.slice(0, SHOWN_LEFTOVERS).map(([text, times]) => `  ${times} × ${text}`),
    ];
  }
}
