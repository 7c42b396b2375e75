export const operationSummaries: Readonly<Record<string, string>> = {};
