import { Outlet } from 'react-router';
import { classesOf } from '../../design/classes.ts';
import styles from './embed.module.css';

const css = classesOf(styles);

/** The same for all; kept by the server until something in it changes, and asked for each time. */
export const headers = { 'Cache-Control': 'public, no-cache' };

/** A page that stands in a frame on another: nothing of the portal around it. */
export default function EmbedLayout() {
  return (
    <main className={css('embedded')}>
      <Outlet />
    </main>
  );
}
