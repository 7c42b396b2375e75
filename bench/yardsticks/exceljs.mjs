import { createRequire } from 'node:module';
import { performance } from 'node:perf_hooks';

// Reads every cell of a workbook with exceljs' streaming reader: its folder, then the file.
const [folder, file] = process.argv.slice(2);
const exceljs = createRequire(`${folder}/`)('exceljs');
const since = performance.now();
const reader = new exceljs.stream.xlsx.WorkbookReader(file, {
  worksheets: 'emit',
  sharedStrings: 'cache',
  styles: 'cache',
  hyperlinks: 'ignore',
});
let rows = 0;
let cells = 0;
for await (const sheet of reader)
  for await (const row of sheet) {
    rows += 1;
    row.eachCell(() => {
      cells += 1;
    });
  }
const { maxRSS } = process.resourceUsage();
// The header is no row of data.
console.log(
  JSON.stringify({
    milliseconds: performance.now() - since,
    rows: rows - 1,
    cells,
    peakMegabytes: maxRSS / 1024,
  }),
);
