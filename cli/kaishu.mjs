#!/usr/bin/env node
import module from 'node:module';
import { fileURLToPath } from 'node:url';
import { ready } from './installation.mjs';

// Each query and export that runs holds one of libuv's threads; files and hashes need some beside them.
process.env.UV_THREADPOOL_SIZE ??= '16';

// Compiled code is kept beside the packages, so that no command and no thread compiles the same again. Node 20 cannot.
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(
  new URL('../node_modules/.cache/kaishu-compiled', import.meta.url),
);
module.enableCompileCache?.();

if (ready(fileURLToPath(import.meta.url), process.argv.slice(2))) await import('./main.ts');
