import { createContext, useContext, type ReactNode } from 'react';
import { useRouteLoaderData } from 'react-router';
import type { Port } from '../../rules/api/port.ts';
import type { PageContext } from './page-context.ts';

/** What every page knows: who looks, in which language and display, and under which trace id. */
export type Page = Pick<Port, 'language' | 'city' | 'viewer'> &
  Pick<PageContext, 'display' | 'traceId' | 'url'> & {
    /** Where readers reach us: `https://data.example.gov.cn`. */
    origin: string;
  };

const PageInHand = createContext<Page | null>(null);

/** Shown only if the root loader itself failed, which reads nothing that can fail. */
const BLANK: Page = {
  language: 'zh-CN',
  city: { name: '', platformName: '', demonstration: false },
  viewer: null,
  display: 'standard',
  traceId: '',
  url: '/',
  origin: 'http://kaishu.invalid',
};

export function PageProvider({ children }: { children: ReactNode }) {
  const page = useRouteLoaderData<Page>('root') ?? BLANK;
  return <PageInHand value={page}>{children}</PageInHand>;
}

/** Components that need more than their own properties read it here; most should not. */
export const usePage = (): Page => useContext(PageInHand) ?? BLANK;
