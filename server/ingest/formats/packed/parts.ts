import type { ArchiveEntry } from '../archive.ts';

/** One table file of an archive, and the files that belong to it. */
export interface Part {
  entry: string;
  /** Entries that are unpacked together, `entry` first. */
  files: string[];
}

export interface Parts {
  parts: Part[];
  /** Archives inside the archive. */
  nested: string[];
  /** Files that hold no table, by what they are called. */
  sides: string[];
}

/** What systems leave in archives of their own accord. */
const NOISE = /(^|\/)(__MACOSX\/|\.DS_Store$|Thumbs\.db$|desktop\.ini$|\._)|\/$/i;
const NESTED = /\.(zip|gz|tgz|rar|7z|tar|bz2|xz)$/i;
const SIDE =
  /\.(pdf|docx?|pptx?|wps|rtf|md|ya?ml|html?|mht|png|jpe?g|gif|bmp|tiff?|svg|exe|dll|sql|log|prj|cpg|shx|sbn|sbx|qpj|qix|cst|lyr|mxd|qml|qgz|shp\.xml|css|js|py|r|sh|bat|ini|url|lnk)$/i;
const DESCRIPTION =
  /(^|\/)(readme|read_me|licen[cs]e|copying|notice|说明|使用说明|字段说明|数据说明)[^/]*\.(txt|csv)?$|(^|\/)(datapackage|dataresource|package|schema|[^/]*metadata)\.json$/i;
const SHAPEFILE_PART = /\.(shp|dbf|shx|prj|cpg|cst|qpj|sbn|sbx|qix|shp\.xml)$/i;

const stemOf = (name: string): string => name.replace(SHAPEFILE_PART, '').toLowerCase();

/** The files of an archive sorted into tables and what is none, by their names; a shapefile's parts are one table. */
export function partsOf(entries: readonly ArchiveEntry[]): Parts {
  const names = entries.map(({ name }) => name).filter((name) => !NOISE.test(name));
  const shapes = new Map(
    names
      .filter((name) => /\.shp$/i.test(name))
      .map((name) => [stemOf(name), { entry: name, files: [name] }]),
  );
  const found: Parts = { parts: [], nested: [], sides: [] };
  for (const name of names) {
    const set = SHAPEFILE_PART.test(name) ? shapes.get(stemOf(name)) : undefined;
    if (set?.entry === name) found.parts.push(set);
    else if (set) set.files.push(name);
    else if (NESTED.test(name)) found.nested.push(name);
    else if (SIDE.test(name) || DESCRIPTION.test(name)) found.sides.push(name);
    else found.parts.push({ entry: name, files: [name] });
  }
  // A text that looks like a note is the table where there is no other.
  if (found.parts.length === 0 && found.nested.length === 0) {
    found.parts = found.sides
      .filter((name) => /\.(txt|csv|json)$/i.test(name))
      .map((entry) => ({ entry, files: [entry] }));
    found.sides = found.sides.filter((name) => !found.parts.some(({ entry }) => entry === name));
  }
  return found;
}
