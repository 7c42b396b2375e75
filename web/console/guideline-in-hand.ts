import { createContext, useContext } from 'react';
import type { GradingGuideline } from '../../rules/gradings/guideline.schema.ts';

/** The guideline that the levels on a page are of. */
export const GuidelineInHand = createContext<GradingGuideline | null>(null);
export const useGuideline = (): GradingGuideline | null => useContext(GuidelineInHand);
