#!/usr/bin/env node
import { fileURLToPath } from 'node:url';
import { ready } from './installation.mjs';

if (ready(fileURLToPath(import.meta.url), process.argv.slice(2))) await import('./main.ts');
