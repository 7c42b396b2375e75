const PLAIN = /^[^\s"`'();,.]+(\.[^\s"`'();,.]+)?$/;

/** Whether what a person wrote is a table, `name` or `schema.name`, rather than a select. */
export const isTableName = (query: string): boolean => PLAIN.test(query.trim());

/** The parts of a table's name, to be quoted as the database does. */
export const tableParts = (query: string): string[] => query.trim().split('.');
