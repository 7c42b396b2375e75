/** An expression is refused before it is parsed when it is longer (characters), and while it is parsed when it nests deeper or has more parts. */
export const EXPRESSION_LIMITS = { length: 10_000, depth: 64, nodes: 2_000 } as const;
