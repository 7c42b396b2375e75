import { useT } from '../../design/language.tsx';

export default function Home() {
  const t = useT();
  return <h1>{t('design.brand')}</h1>;
}
