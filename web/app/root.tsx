import type { ReactNode } from 'react';
import {
  Links,
  Meta,
  Outlet,
  Scripts,
  useMatches,
  useRouteError,
  type LoaderFunctionArgs,
} from 'react-router';
import '../design/base.css';
import contrast from '../design/contrast.css?url&no-inline';
import icon from '../design/mark.svg?no-inline';
import { LanguageProvider } from '../design/language.tsx';
import { SiteFrame } from '../design/site-frame.tsx';
import { pageOf } from './page-context.ts';
import { PageProvider, usePage, type Page } from './page.tsx';
import { ProblemPage } from './problem-page.tsx';
import { problemIn } from './problem-view.ts';
import { wantsScripts } from './quiet-pages.ts';

export function loader({ context, request }: LoaderFunctionArgs): Page {
  const { port, display, traceId, url } = pageOf(context);
  const { origin } = new URL(request.url);
  return { language: port.language, city: port.city, viewer: port.viewer, display, traceId, url, origin };
}

function Document({ children }: { children: ReactNode }) {
  const { language, display } = usePage();
  const scripts = useMatches().some(({ handle }) => wantsScripts(handle));
  return (
    <html lang={language} data-display={display}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content={display === 'large' ? 'light' : 'light dark'} />
        <Meta />
        <link rel="icon" href={icon} type="image/svg+xml" />
        <Links />
        <link
          rel="stylesheet"
          href={contrast}
          media={display === 'large' ? 'all' : '(prefers-contrast: more)'}
        />
      </head>
      <body>
        {children}
        {scripts && <Scripts />}
      </body>
    </html>
  );
}

export function Layout({ children }: { children: ReactNode }) {
  return (
    <PageProvider>
      <Frame>{children}</Frame>
    </PageProvider>
  );
}

function Frame({ children }: { children: ReactNode }) {
  const { language } = usePage();
  return (
    <LanguageProvider language={language}>
      <Document>{children}</Document>
    </LanguageProvider>
  );
}

export default function Root() {
  return <Outlet />;
}

export function ErrorBoundary() {
  const problem = problemIn(useRouteError());
  return (
    <SiteFrame page={usePage()}>
      <ProblemPage problem={problem ?? { code: 'internal', status: 500 }} />
    </SiteFrame>
  );
}
