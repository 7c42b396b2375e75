import { reactRouter } from '@react-router/dev/vite';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [reactRouter()],
  // Served by nobody: every public file is imported, so that its name carries its content's hash.
  publicDir: false,
  build: { cssCodeSplit: false, assetsInlineLimit: 0, reportCompressedSize: false },
});
