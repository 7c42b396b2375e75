#!/usr/bin/env node
import { fileURLToPath } from 'node:url';
import { ready } from './installation.mjs';

// Each query and export that runs holds one of libuv's threads; files and hashes need some beside them.
process.env.UV_THREADPOOL_SIZE ??= '16';

if (ready(fileURLToPath(import.meta.url), process.argv.slice(2))) await import('./main.ts');
